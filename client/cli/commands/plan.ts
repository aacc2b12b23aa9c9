import { type Command, Option } from 'commander';
import { isCalendarDate } from '../../../pipeline/model/calendar-date';
import type { Pipeline } from '../../../pipeline/model/pipeline';
import { Refusal } from '../../refusal';
import { existingFolder } from '../existing-folder';
import { lazy } from '../lazy';
import { print } from '../print';
import { validPipelines } from '../valid-pipelines';

interface Options {
  readonly from?: string;
  readonly alters?: readonly string[];
  readonly templates?: string;
  readonly diff?: true;
  readonly json?: true;
}

/** `slipway plan`: what a change will do and cost, before anything runs; or what an edit of the pipeline itself changes. */
export function planCommand(program: Command): void {
  program
    .command('plan')
    .description('show what a change will do, when, and at what cost; with --diff, compare two versions of a pipeline')
    .argument('<file...>', 'a pipeline file, TypeScript or JSON; with --diff two files, the old and the new one')
    .option('--diff', 'compare two versions; what makes the new one less safe comes first')
    .option('--from <time>', 'when the change is built, as in 2026-11-24T09:00Z; by default now')
    .addOption(
      new Option(
        '--alters <components>',
        'the components that the change alters, separated by commas or by repeating the option; by default all',
      ).argParser(splitNames),
    )
    .option(
      '--templates <folder>',
      'the folder of the CloudFormation templates; by default the build’s output beside the pipeline file, or the file’s own folder',
    )
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  slipway plan pipeline.ts --from 2026-11-24T09:00Z --alters api\n  slipway plan --diff old.ts pipeline.ts\n',
    )
    .action(async (files: string[], options: Options) => {
      if (options.diff === true) return await compare(files, options);
      const [file] = files;
      if (file === undefined || files.length > 1) throw new Refusal(2, 'name one pipeline file, or two with --diff');
      await plan(file, options);
    });
}

/** Commander's own lists are not used: they would take the file that follows, too. */
const splitNames = (text: string, before: readonly string[] = []): readonly string[] => {
  const names = text.split(',').map((name) => name.trim());
  return [...new Set([...before, ...names.filter((name) => name !== '')])];
};

async function plan(file: string, options: Options): Promise<void> {
  const fromMs = parseTime(options.from);
  if (options.templates !== undefined) existingFolder(options.templates);
  const [valid] = await validPipelines([file], options);
  if (valid === undefined) return;
  const { pipeline } = valid;
  const components = options.alters && knownComponents(pipeline, options.alters);
  const { nextOpening, wallClock } = lazy.timeZones;
  const preview = lazy.preview.preview(pipeline, {
    fromMs,
    nextOpening,
    wallClock,
    ...(components && { components }),
    ...(valid.templates && { templates: valid.templates }),
  });
  print(options, preview, () => lazy.planLines.planLines(preview).join('\n'));
}

async function compare(files: readonly string[], options: Options): Promise<void> {
  const extra = (['from', 'alters', 'templates'] as const)
    .filter((flag) => options[flag] !== undefined)
    .map((flag) => `--${flag}`);
  if (extra.length > 0) throw new Refusal(2, `--diff cannot be combined with ${extra.join(' and ')}: it does not plan a change`);
  const [oldFile, newFile] = files;
  if (oldFile === undefined || newFile === undefined || files.length > 2)
    throw new Refusal(2, '--diff compares two pipeline files: name the old one, then the new one');
  const [before, after] = await validPipelines([oldFile, newFile], { ...options, withoutTemplates: true });
  if (before === undefined || after === undefined) return;
  const { differences, describeDifferences } = lazy.difference;
  print(
    options,
    differences(before.pipeline, after.pipeline),
    () => describeDifferences(before.pipeline, after.pipeline).join('\n') || 'nothing changes',
  );
}

function parseTime(text: string | undefined): number {
  if (text === undefined) return Date.now();
  const [date = '', time = ''] = text.split('T');
  const isComplete = isCalendarDate(date) && /^\d.*(Z|[+-]\d\d:?\d\d)$/.test(time); // Date.parse takes 30 February for a day in March
  const ms = isComplete ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(ms)) throw new Refusal(2, `${text} is not a time: write it with its time zone, as in 2026-11-24T09:00Z`);
  return ms;
}

function knownComponents({ components }: Pipeline, names: readonly string[]): readonly string[] {
  const unknown = names.filter((name) => !Object.hasOwn(components, name));
  if (names.length > 0 && unknown.length === 0) return names;
  const what = names.length === 0 ? '--alters names no component' : `the pipeline has no component ${unknown.join(', ')}`;
  throw new Refusal(2, `${what}: choose from ${Object.keys(components).join(', ')}`);
}
