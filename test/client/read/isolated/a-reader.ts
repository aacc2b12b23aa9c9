/**
 * A process that reads a pipeline file, as `slipway serve` does for each push. It prints a line with the result, and then, for each line on
 * standard input, where its inspector listens. With `bare` it reads as on a machine without namespaces.
 */
import { url } from 'node:inspector';
import { createInterface } from 'node:readline';
import { defaultExport } from '../../../../client/read/isolated/default-export';

const [file = '', how] = process.argv.slice(2);

const result = defaultExport(file, how === 'bare' ? { sandbox: [] } : {}).then(
  (value) => JSON.stringify(value),
  (err: Error) => err.message,
);

void result.then((line) => {
  console.log(line);
  createInterface({ input: process.stdin }).on('line', () => console.log(url() ?? 'shut'));
});
