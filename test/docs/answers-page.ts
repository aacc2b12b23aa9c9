/** The page about answers, generated from the table. */
import type { Kind, Row, Source } from '../../activities/attempt/answers/row';
import { table } from '../../activities/attempt/answers/table';
import type { Activities } from '../../activities/contract';

const sources: Record<Source, string> = {
  aws: 'AWS',
  git: 'git',
  network: 'the network',
  files: 'the file system',
  temporal: 'Temporal',
  slipway: 'Slipway',
};

const kinds: Record<Kind, string> = { again: 'tried again', person: 'a person', final: 'final' };

/** A cell of a table in markdown. */
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** The codes of a row, the test of the SDK, and one documented sentence. */
function answersOf({ codes = [], says, is, example }: Row): string {
  const named = [...codes.map((code) => `\`${code}\``), ...(is === undefined ? [] : [`\`${is.named}\``])].join(' ');
  const sentence = says === undefined ? '' : `a sentence like “${example.text}”`;
  return [named, sentence].filter((part) => part !== '').join(', with ') || 'every other answer';
}

const rowLine = (row: Row): string =>
  `| ${[sources[row.from], row.what, answersOf(row), kinds[row.kind] + (row.advice === undefined ? '' : `: ${row.advice}`)].map(cell).join(' | ')} |`;

/** What ends an activity by itself, besides the answers of the table; what it waits for, and for whom; how often it is tried again. */
interface Ends {
  readonly ends: string;
  readonly waits: string;
  readonly again: string;
}

const doubling = 'after 1 s, then twice as long, at most 1 min';
const looking = 'at the pace of its look';

/** Every activity: the compiler asks for a new one. */
const activities: { readonly [Name in keyof Activities]: Ends } = {
  checkPolicy: { ends: 'allowed, or refused by a rule', waits: 'nobody', again: doubling },
  review: { ends: 'approved, or refused', waits: 'nobody', again: doubling },
  build: { ends: 'built, or refused: a command failed, the output cannot be a release', waits: 'nobody', again: doubling },
  opening: {
    ends: 'open, closed until an hour, or windows that never open',
    waits: 'nobody: the change sleeps',
    again: doubling,
  },
  gates: { ends: 'open, closed, or a question', waits: 'for alarms that are not quiet', again: looking },
  survey: {
    ends: 'what runs, or a stack that could not be put back',
    waits: 'for an operation that runs on the stack',
    again: doubling,
  },
  examine: { ends: 'clear with questions, or refused', waits: 'for CloudFormation to compute change sets', again: doubling },
  deploy: {
    ends: 'done, nothing to do, left in place, a question, or a stack that CloudFormation rolled back',
    waits: 'for the operation on the stack',
    again: `${doubling}; on the way back 15 times, then \`stuck\``,
  },
  test: { ends: 'passed, or failed', waits: 'nobody', again: doubling },
  watch: { ends: 'an alarm that fired; the workflow cancels it', waits: 'for the end of the work', again: looking },
  bake: { ends: 'healthy, unhealthy, or inconclusive at its deadline', waits: 'for time, traffic and alarms', again: looking },
  notify: { ends: 'told', waits: 'nobody', again: doubling },
  startChange: { ends: 'started, or ended already', waits: 'nobody', again: doubling },
  goodRelease: { ends: 'a release, or none', waits: 'nobody', again: `${doubling}; on the way back 15 times, then \`stuck\`` },
  watchForVanished: { ends: 'changes that are no longer open', waits: 'for a change to end', again: 'every 10 s' },
  openBelow: { ends: 'the open workflows', waits: 'nobody', again: doubling },
  approvalRules: { ends: 'the rules', waits: 'nobody', again: doubling },
};

const activityLine = ([name, { ends, waits, again }]: [string, Ends]): string =>
  `| \`${name}\` | ${[ends, waits, again].map(cell).join(' | ')} |`;

/** The whole page in markdown. */
export const answersPage = (): string =>
  [
    '# Answers',
    '',
    'What an answer of AWS, git, the file system or Temporal means for the activity that got it. One table decides, `activities/attempt/answers/table.ts`; this page is',
    'generated from it.',
    '',
    '- **tried again**: the answer may pass. It neither passes nor fails anything.',
    '- **a person**: only a person can change it, outside Slipway. The attempt is the last one. Before the first touch of a stage the change waits; after it the stage',
    '  goes back; on the way back the step is `stuck` at once. The reason is in the words of the answer, with what to do.',
    '  What a service itself does is tried again all the same: it can wait for nobody, and a merge must not be lost.',
    '- **final**: the same request gets the same answer for ever. The change is refused, or the stage goes back; on the way back the step is `stuck` at once.',
    '',
    'The first row that an answer matches decides. An answer that matches none is unknown, and tried again. An error that was caused by others is sorted by the innermost one that is known.',
    '',
    'Nothing is tried again for ever in silence. When the attempts of an activity have failed for two minutes, its workflow shows it: `slipway status`, `slipway watch`, `--json` and',
    'the Web UI say what cannot be done, since when, how often it failed and the last error, and people are told once. An attempt that ended without an answer counts, because it',
    'took too long or its worker died; a wait does not, unless it cannot read what it waits for. Another error is shown after ten minutes at the earliest, the count of',
    'the same one every hour. It is gone when an attempt works or the activity ends.',
    '',
    '## The table',
    '',
    '| who answers | what it says | the answer | what follows |',
    '|---|---|---|---|',
    ...table.map(rowLine),
    '| anybody | nobody has listed it | every other answer | tried again |',
    '',
    '## The activities',
    '',
    'Every answer of the table can end or repeat each activity. Besides them:',
    '',
    '| activity | which answers end it | what it waits for | when it is tried again |',
    '|---|---|---|---|',
    ...Object.entries(activities).map(activityLine),
    '',
    '## The release folder',
    '',
    'A release that cannot be read is an outage: nothing is rolled back because of it. The folder has a file `release-folder` with a random id, made with the first release. A',
    'worker that finds another id, or none, where it found one before reads and saves nothing until the folder is mounted again. A worker that *starts* while the folder is not',
    'mounted cannot know that: it reads nothing from an empty folder, but what it builds it saves there. Mount the folder before the worker starts.',
    '',
  ].join('\n');
