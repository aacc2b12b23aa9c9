import { type Command, Option } from 'commander';
import { isCalendarDate } from '../../../pipeline/model/calendar-date';
import type { Pipeline } from '../../../pipeline/model/pipeline';
import { Refusal } from '../../refusal';
import { later } from '../later';
import { print } from '../print';
import { soundPipelines } from '../sound';

interface Options {
  readonly from?: string;
  readonly alters?: readonly string[];
  readonly diff?: true;
  readonly json?: true;
}

/** `slipway plan`: what a change of a pipeline will do and cost, before anything runs; or what a change of the pipeline itself alters. */
export function planCommand(program: Command): void {
  program
    .command('plan')
    .description(
      'say what will become of a change, with times and cost; or with --diff, what an edit of a pipeline alters in safety',
    )
    .argument('<file...>', 'a pipeline file, TypeScript or JSON; with --diff two, the old and the new')
    .option('--diff', 'compare two pipelines: what makes the new one weaker comes first')
    .option('--from <moment>', 'when the change is built, as in 2026-11-24T09:00Z; without it, now')
    .addOption(
      new Option(
        '--alters <components>',
        'the components that the change alters, with commas between them; without it, all',
      ).argParser(namesIn),
    )
    .option('--json', 'print for programs')
    .addHelpText(
      'after',
      '\nExamples:\n  slipway plan pipeline.ts --from 2026-11-24T09:00Z --alters api\n  slipway plan --diff old.ts pipeline.ts\n',
    )
    .action(async (files: string[], options: Options) => {
      if (options.diff === true) return await compare(files, options);
      const [file] = files;
      if (file === undefined || files.length > 1) throw new Refusal(2, 'name one pipeline file, or with --diff two');
      await show(file, options);
    });
}

/** A list that took every word behind it would take the file, too. */
const namesIn = (text: string, before: readonly string[] = []): readonly string[] => {
  const names = text.split(',').map((name) => name.trim());
  return [...new Set([...before, ...names.filter((name) => name !== '')])];
};

async function show(file: string, options: Options): Promise<void> {
  const fromMs = momentOf(options.from);
  const [pipeline] = await soundPipelines([file], options);
  if (pipeline === undefined) return;
  const components = options.alters && knownOf(pipeline, options.alters);
  const { nextOpening, wallClock } = later.timeZones;
  const shown = later.preview.preview(pipeline, { fromMs, nextOpening, wallClock, ...(components && { components }) });
  print(options, shown, () => later.planInWords.inWords(shown).join('\n'));
}

async function compare(files: readonly string[], options: Options): Promise<void> {
  const more = (['from', 'alters'] as const).filter((flag) => options[flag] !== undefined).map((flag) => `--${flag}`);
  if (more.length > 0)
    throw new Refusal(2, `--diff compares two pipelines and plans no change: leave out ${more.join(' and ')}, or --diff`);
  const [before, after] = files;
  if (before === undefined || after === undefined || files.length > 2)
    throw new Refusal(2, '--diff compares two pipeline files: name the old one, then the new one');
  const [old, anew] = await soundPipelines([before, after], options);
  if (old === undefined || anew === undefined) return;
  const { differences, describeDifferences } = later.difference;
  print(options, differences(old, anew), () => describeDifferences(old, anew).join('\n') || 'nothing changes');
}

function momentOf(text: string | undefined): number {
  if (text === undefined) return Date.now();
  const [date = '', time = ''] = text.split('T');
  const isWhole = isCalendarDate(date) && /^\d.*(Z|[+-]\d\d:?\d\d)$/.test(time); // else the 30th of February is taken for March
  const ms = isWhole ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(ms)) throw new Refusal(2, `${text} is no moment: write it with its time zone, as in 2026-11-24T09:00Z`);
  return ms;
}

function knownOf({ components }: Pipeline, names: readonly string[]): readonly string[] {
  const strange = names.filter((name) => !Object.hasOwn(components, name));
  if (names.length > 0 && strange.length === 0) return names;
  const there = `there are ${Object.keys(components).join(', ')}`;
  throw new Refusal(
    2,
    names.length === 0 ? `--alters names no component: ${there}` : `${strange.join(', ')} is no component: ${there}`,
  );
}
