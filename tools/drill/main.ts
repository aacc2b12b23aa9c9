import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { demoFile, sampleFolder, samplePipeline, sitesOf } from '../../demo/sample';
import { writeWholeSync } from '../../platform/write-whole';
import { runTool } from '../run-tool';
import { drill } from './drill';
import { faults } from './faults';
import { failures } from './run-result';
import { type Row, replaceTable, tableOf } from './table';

const root = join(__dirname, '../..');
const page = join(root, 'docs/reliability.md');
const folder = join(root, '.slipway/drill');

interface Options {
  readonly seed: number;
  readonly only?: string;
}

const program = new Command('npm run drill --')
  .description(
    'break real servers and workers while the demo plays its stories, and count wrong endings, lost and doubled mutations',
  )
  .exitOverride()
  .showHelpAfterError('(--help explains the options)')
  .option('--seed <number>', 'repeat the random moments of an earlier drill', parseSeed)
  .addOption(
    new Option('--only <kind>', 'inject only this kind of fault, and leave the table as it is').choices(
      faults.map(({ name }) => name),
    ),
  )
  .addHelpText(
    'after',
    '\nAll kinds take about half an hour, one kind about eight minutes: each run is compared with a run without faults.\nThe exit code is 1 if any run differs from it.\n\nExample:\n  npm run drill -- --only worker-killed --seed 7\n',
  )
  .action(async ({ seed = randomInt(1_000_000), only }: Partial<Options>) => {
    write(`seed ${seed}; logs and reports are in ${relative(process.cwd(), folder)}`);
    const pipeline = await samplePipeline(demoFile);
    const chosen = faults.filter(({ name }) => only === undefined || name === only);
    const sites = sitesOf(pipeline);
    const rows = await drill({ seed, faults: chosen, folder, pipeline, sites, sample: sampleFolder, write });
    write(`\n${tableOf(rows)}`);
    if (only === undefined) saveTable(rows, `npm run drill -- --seed ${seed}`);
    process.exitCode = rows.some(({ result }) => failures(result).length > 0) ? 1 : 0;
  });

function saveTable(rows: readonly Row[], command: string): void {
  writeWholeSync(page, replaceTable(readFileSync(page, 'utf8'), rows, command));
  write(`\nthe table is now in ${relative(process.cwd(), page)}`);
}

function parseSeed(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('write a whole number');
  return Number(text);
}

function write(line: string): void {
  process.stdout.write(`${line}\n`);
}

runTool(() => program.parseAsync());
