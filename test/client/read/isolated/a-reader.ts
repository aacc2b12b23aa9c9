/**
 * A process that reads a pipeline file, as `slipway serve` does for each push: it says a line of what came of it, and then, for each line
 * that it hears, where its inspector listens. With `bare` it reads as on a machine without namespaces.
 */
import { url } from 'node:inspector';
import { createInterface } from 'node:readline';
import { defaultExport } from '../../../../client/read/isolated/default-export';

const [file = '', how] = process.argv.slice(2);

const said = defaultExport(file, how === 'bare' ? { behind: [] } : {}).then(
  (value) => JSON.stringify(value),
  (err: Error) => err.message,
);

void said.then((line) => {
  console.log(line);
  createInterface({ input: process.stdin }).on('line', () => console.log(url() ?? 'shut'));
});
