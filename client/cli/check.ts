import { statSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { later } from './later';
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
    .addOption(
      new Option('--policy <file>', 'the organisation’s own rules: a TypeScript file that exports a list of them').env(
        'SLIPWAY_POLICY',
      ),
    )
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
      const found = await later.files.pipelineFilesOf(files);
      if (found.length === 0)
        throw new Refusal(
          2,
          `there is no pipeline file below ${files.join(', ')}: its name ends in pipeline.ts or pipeline.json`,
        );
      const checked = await checkAll(found, options);
      print(options, checked.map(withoutPipeline), () => checked.flatMap(later.checkInWords.inWords).join('\n'));
      if (!checked.every(later.check.passes)) process.exitCode = 1;
    });
}

async function compare(folder: string, options: Options): Promise<void> {
  const fleet = await later.fleet.fleetIn(aFolder(folder));
  print(options, fleet, () => later.fleet.fleetInWords(fleet).join('\n'));
  if (fleet.unreadable.length > 0) process.exitCode = 1;
}

async function checkAll(files: readonly string[], { policy, templates, next }: Options) {
  const options = {
    ...(policy !== undefined && { policy: await later.policy.usablePolicy(policy) }),
    ...(templates && { templates: aFolder(templates) }),
    ...(next && { next }),
  };
  try {
    return await later.check.checkFiles(files, options);
  } catch (err) {
    throw err instanceof later.exported.Unreadable ? new Refusal(2, `the policy ${policy} cannot be used: ${err.message}`) : err;
  }
}

function aFolder(path: string): string {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return path;
  throw new Refusal(2, `there is no folder ${path}`);
}

const withoutPipeline = ({ pipeline: _, ...rest }: { readonly pipeline?: unknown }) => rest;
