import { statSync } from 'node:fs';
import type { Command } from 'commander';
import { print } from './print';
import { Refusal } from './refusal';

interface Options {
  readonly policy?: string;
  readonly templates?: string;
  readonly next?: true;
  readonly fleet?: string;
  readonly json?: true;
}

/** `slipway check`: everything that is wrong with pipeline files, before anybody merges them. */
export function checkCommand(program: Command): void {
  program
    .command('check')
    .description('say everything that is wrong with pipeline files; ends with 1 where one has an error')
    .argument(
      '[file...]',
      'pipeline files, TypeScript or JSON, or folders of them; those of one service are seen beside each other',
    )
    .option('--policy <file>', 'the organisation’s own rules: a TypeScript file that exports a list of them')
    .option(
      '--templates <folder>',
      'where the templates lie; without it, in the build’s output beside the pipeline file, or beside it',
    )
    .option('--next', 'say which step comes next, and what it needs')
    .option('--fleet <folder>', 'instead of files: show where the pipelines below a folder differ')
    .option('--json', 'print for programs')
    .addHelpText('after', '\nExamples:\n  slipway check pipeline.ts --policy policy.ts\n  slipway check services/\n')
    .action(async (files: string[], options: Options) => {
      if (options.fleet !== undefined && files.length === 0) return await compare(options.fleet, options);
      if (options.fleet !== undefined || files.length === 0)
        throw new Refusal(2, 'name one or more pipeline files, or a folder with --fleet');
      const { inWords, passes, pipelineFilesOf } = later();
      const found = await pipelineFilesOf(files);
      if (found.length === 0)
        throw new Refusal(
          2,
          `there is no pipeline file below ${files.join(', ')}: its name ends in pipeline.ts or pipeline.json`,
        );
      const checked = await checkAll(found, options);
      print(options, checked.map(withoutPipeline), () => checked.flatMap(inWords).join('\n'));
      if (!checked.every(passes)) process.exitCode = 1;
    });
}

async function compare(folder: string, options: Options): Promise<void> {
  const { fleetIn, fleetInWords } = later();
  const fleet = await fleetIn(aFolder(folder));
  print(options, fleet, () => fleetInWords(fleet).join('\n'));
  if (fleet.unreadable.length > 0) process.exitCode = 1;
}

async function checkAll(files: readonly string[], { policy, templates, next }: Options) {
  const { checkFiles, loadPolicy, Unreadable } = later();
  try {
    const rules = policy === undefined ? {} : { policy: await loadPolicy(policy) };
    return await checkFiles(files, { ...rules, ...(templates && { templates: aFolder(templates) }), ...(next && { next }) });
  } catch (err) {
    throw err instanceof Unreadable ? new Refusal(2, `the policy ${policy} cannot be used: ${err.message}`) : err;
  }
}

function aFolder(path: string): string {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return path;
  throw new Refusal(2, `there is no folder ${path}`);
}

const withoutPipeline = ({ pipeline: _, ...rest }: { readonly pipeline?: unknown }) => rest;

/** Loaded once the command is chosen. */
function later() {
  const check: typeof import('../check/check') = require('../check/check');
  const words: typeof import('../check/in-words') = require('../check/in-words');
  const fleet: typeof import('../check/fleet') = require('../check/fleet');
  const policy: typeof import('../check/policy') = require('../check/policy');
  const files: typeof import('../check/files') = require('../check/files');
  const exported: typeof import('../exported') = require('../exported');
  return { ...check, ...files, ...words, ...fleet, ...policy, ...exported };
}
