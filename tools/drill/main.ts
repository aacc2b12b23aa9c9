import { randomInt } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { Refusal } from '../../client/refusal';
import { demoFile, sampleFolder, samplePipeline, sitesOf } from '../../demo/sample';
import { CannotStart } from '../../local/process/cannot-start';
import { breakages } from './breakages';
import { drill } from './drill';
import { type Row, tableOf, withTable } from './table';
import { complaints } from './verdict';

const root = join(__dirname, '../..');
const page = join(root, 'docs/reliability.md');
const folder = join(root, '.slipway/drill');

interface Options {
  readonly seed: number;
  readonly only?: string;
}

const program = new Command('npm run drill --')
  .description(
    'break real servers and workers while the demo’s stories are played, and count what is lost, doubled or ends otherwise',
  )
  .exitOverride()
  .showHelpAfterError('(--help says how)')
  .option('--seed <number>', 'repeats the moments of an earlier drill', seedOf)
  .addOption(new Option('--only <kind>', 'only one kind of breakage, and no table').choices(breakages.map(({ name }) => name)))
  .addHelpText(
    'after',
    '\nTakes about half an hour, one kind about eight minutes: each is held against a calm run. Ends with 1 if anything went otherwise than in the calm run.\n\nExample:\n  npm run drill -- --only worker-killed --seed 7\n',
  )
  .action(async ({ seed = randomInt(1_000_000), only }: Partial<Options>) => {
    print(`seed ${seed}; everything is kept in ${relative(process.cwd(), folder)}`);
    const pipeline = await samplePipeline(demoFile);
    const chosen = breakages.filter(({ name }) => only === undefined || name === only);
    const rows = await drill({
      seed,
      breakages: chosen,
      folder,
      pipeline,
      sites: sitesOf(pipeline),
      sample: sampleFolder,
      print,
    });
    print(`\n${tableOf(rows)}`);
    if (only === undefined) keep(rows, `npm run drill -- --seed ${seed}`);
    process.exitCode = rows.some(({ verdict }) => complaints(verdict).length > 0) ? 1 : 0;
  });

function keep(rows: readonly Row[], command: string): void {
  writeFileSync(page, withTable(readFileSync(page, 'utf8'), rows, command));
  print(`\nthe same is now in ${relative(process.cwd(), page)}`);
}

function seedOf(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('write a whole number');
  return Number(text);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

// What we started listens to our exit, which a signal alone would leave out.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));

program.parseAsync().catch((err: unknown) => {
  if (err instanceof CommanderError) {
    process.exitCode = err.exitCode === 0 ? 0 : 2; // it has printed its own
    return;
  }
  const isSentence = err instanceof Refusal || err instanceof CannotStart;
  process.stderr.write(`${isSentence ? err.message : err instanceof Error ? err.stack : String(err)}\n`);
  process.exitCode = 3;
});
