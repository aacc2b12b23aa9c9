import { statSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { Refusal } from '../../refusal';
import { lazy } from '../lazy';
import { print } from '../print';

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
    .action(async (files: string[], options: Options, command: Command) => {
      if (options.fleet !== undefined) return await compare(options.fleet, { files, options, command });
      if (files.length === 0) throw new Refusal(2, 'name one or more pipeline files, or a folder with --fleet');
      const found = await lazy.pipelineFiles.expandFolders(files);
      if (found.length === 0) throw nothingBelow(files.join(', '));
      const checked = await checkAll(found, options);
      print(options, checked.map(lazy.check.withoutPipeline), () => checked.flatMap(lazy.reportLines.inWords).join('\n'));
      if (!checked.every(lazy.check.passes)) process.exitCode = 1;
    });
}

async function compare(
  folder: string,
  { files, options, command }: { readonly files: readonly string[]; readonly options: Options; readonly command: Command },
): Promise<void> {
  const more = [...files, ...notOfFleet.filter((flag) => isTyped(command, flag)).map((flag) => `--${flag}`)];
  if (more.length > 0)
    throw new Refusal(
      2,
      `--fleet ${folder} was given together with ${more.join(', ')}: it asks no rule and goes with --json alone, so leave out one or the other`,
    );
  const fleet = await lazy.fleet.compareFleet(aFolder(folder));
  if (fleet.pipelines.length + fleet.unreadable.length === 0) throw nothingBelow(folder);
  print(options, fleet, () => lazy.fleet.fleetLines(fleet).join('\n'));
  if (fleet.unreadable.length > 0) process.exitCode = 1;
}

/** What a comparison would drop without a word. */
const notOfFleet = ['policy', 'templates', 'next'] as const;

/** A policy that the environment names is meant for every check, and nobody asked for it here. */
const isTyped = (command: Command, flag: string): boolean => command.getOptionValueSource(flag) === 'cli';

const nothingBelow = (where: string): Refusal =>
  new Refusal(2, `there is no pipeline file below ${where}: its name ends in pipeline.ts or pipeline.json`);

const checkAll = async (files: readonly string[], { policy, templates, next }: Options) =>
  await lazy.check.checkFiles(files, {
    ...(policy && { policy: await lazy.policy.policyFrom(policy) }),
    ...(templates && { templates: aFolder(templates) }),
    ...(next && { next }),
  });

function aFolder(path: string): string {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return path;
  throw new Refusal(2, `there is no folder ${path}`);
}
