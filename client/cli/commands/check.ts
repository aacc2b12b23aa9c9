import { type Command, Option } from 'commander';
import { Refusal } from '../../refusal';
import { existingFolder } from '../existing-folder';
import { lazy } from '../lazy';
import { print } from '../print';

interface Options {
  readonly policy?: string;
  readonly templates?: string;
  readonly next?: true;
  readonly fleet?: string;
  readonly json?: true;
}

/** `slipway check`: every problem of pipeline files, before anybody merges them. */
export function checkCommand(program: Command): void {
  program
    .command('check')
    .description('report every problem in pipeline files; the exit code is 1 if one has an error')
    .argument(
      '[file...]',
      'pipeline files, TypeScript or JSON, or folders of them; name all pipelines of a service in one command: some rules compare them',
    )
    .addOption(
      new Option('--policy <file>', 'your organisation’s own rules: a TypeScript file that exports a list of rules').env(
        'SLIPWAY_POLICY',
      ),
    )
    .option(
      '--templates <folder>',
      'the folder of the CloudFormation templates; by default the build’s output beside the pipeline file, or the file’s own folder',
    )
    .option('--next', 'show the next step for the pipeline, and what it needs')
    .option('--fleet <folder>', 'compare all pipelines below a folder instead of checking files')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExamples:\n  slipway check pipeline.ts --policy policy.ts\n  slipway check services/\n')
    .action(async (files: string[], options: Options, command: Command) => {
      if (options.fleet === undefined) return await check(files, options);
      refuseWithFleet(options.fleet, files, command);
      await compare(options.fleet, options);
    });
}

async function check(paths: readonly string[], options: Options): Promise<void> {
  if (paths.length === 0) throw new Refusal(2, 'name one or more pipeline files, or a folder with --fleet');
  const files = await lazy.pipelineFiles.expandFolders(paths);
  if (files.length === 0) throw noPipelineFile(paths.join(', '));
  const checked = await lazy.check.checkFiles(files, await checkOptions(options));
  print(options, checked.map(lazy.check.withoutPipeline), () => checked.flatMap(lazy.report.reportLines).join('\n'));
  if (!checked.every(lazy.check.passes)) process.exitCode = 1;
}

const checkOptions = async ({ policy, templates, next }: Options) => ({
  ...(policy && { policy: await lazy.policy.policyFrom(policy) }),
  ...(templates && { templates: existingFolder(templates) }),
  ...(next && { next }),
});

async function compare(folder: string, options: Options): Promise<void> {
  const fleet = await lazy.fleet.compareFleet(existingFolder(folder));
  if (fleet.pipelines.length + fleet.unreadable.length === 0) throw noPipelineFile(folder);
  print(options, fleet, () => lazy.fleet.fleetLines(fleet).join('\n'));
  if (fleet.unreadable.length > 0) process.exitCode = 1;
}

/** A comparison would silently ignore these. A policy from the environment is meant for every check, so it is not refused. */
function refuseWithFleet(folder: string, files: readonly string[], command: Command): void {
  const flags = ['policy', 'templates', 'next'].filter((flag) => command.getOptionValueSource(flag) === 'cli');
  const extra = [...files, ...flags.map((flag) => `--${flag}`)];
  if (extra.length > 0)
    throw new Refusal(
      2,
      `--fleet ${folder} cannot be combined with ${extra.join(', ')}: it checks no rules, and accepts only --json`,
    );
}

const noPipelineFile = (where: string): Refusal =>
  new Refusal(2, `no pipeline file is below ${where}: its name must end in pipeline.ts or pipeline.json`);
