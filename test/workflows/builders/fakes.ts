/** Hands that touch nothing: every activity answers at once that all is well, unless a test says otherwise. */
import { CancelledFailure, Context } from '@temporalio/activity';
import { notYet } from '../../../activities/attempt/not-yet';
import type { Activities, DeployInput } from '../../../activities/contract';
import type { BakePlan } from '../../../pipeline/plan/bake-plan';
import { until } from './until';

/** What the workflows are played with; what only speaks with the Temporal server is real. */
export type Hands = Omit<Activities, 'startChange' | 'goodRelease' | 'watchForVanished' | 'openBelow'>;

/** Answers of a test: told what was asked, and what the usual answer would be. */
export type Answers = { [Act in keyof Hands]?: (input: Parameters<Hands[Act]>[0], usual: Hands[Act]) => ReturnType<Hands[Act]> };

/** What the hands answer where all is well. */
export const usual: Hands = {
  review: async () => ({ kind: 'approved', commits: 1, authors: ['Ada', 'ada@example.com'] }),
  build: async ({ merge }) => ({ kind: 'built', release: releaseOf(merge.commit) }),
  survey: async ({ targets }) => `found-${targets[0]?.region}`,
  gates: async () => ({ kind: 'open' }),
  deploy: async () => ({ touched: true, what: 'updated', left: [] }),
  test: async () => ({ kind: 'passed' }),
  watch: async () => {
    throw notYet('none fired');
  },
  bake: async () => ({ kind: 'healthy', because: 'all is quiet' }),
  notify: async () => {},
  opening: async () => ({ kind: 'open' }),
  checkPolicy: async () => ({ kind: 'allowed' }),
  approvalRules: async () => ({ claimedNames: true }),
};

/** Each act as one line. */
export const lines: {
  readonly [Name in Exclude<keyof Hands, 'approvalRules' | 'checkPolicy'>]: (input: Parameters<Hands[Name]>[0]) => string;
} = {
  review: ({ base }) => `review from ${base === null ? 'the beginning' : base.slice(0, 12)}`,
  build: () => 'build',
  survey: ({ targets }) => `survey ${targets[0]?.region}`,
  gates: ({ places, wait }) => `${wait ? 'gates' : 'gates again'} ${places.map(({ look }) => look.region).join(' ')}`,
  opening: ({ windows }) => `windows of ${windows.timeZone}`,
  deploy: (input) => deployLine(input),
  test: ({ stage, region }) => `test ${stage} ${region}`,
  watch: ({ look }) => `watch ${look.region}`,
  bake: (plan) => bakeLine(plan),
  notify: ({ subject }) => `notify ${subject}`,
};

/** The hands with the answers of a test; `note` is told each act as it begins, as one line. Looks of a watch are not told, nor what the worker's owner says. */
export function handsOf(answers: Answers, note: (line: string) => void): Hands {
  const act = <Name extends keyof typeof lines>(name: Name) => {
    const usually = usual[name];
    const answer: Answers[Name] = answers[name];
    return (input: Parameters<Hands[Name]>[0]) => {
      if (name !== 'watch') note(lines[name](input));
      return answer === undefined ? (usually as (of: typeof input) => ReturnType<Hands[Name]>)(input) : answer(input, usually);
    };
  };
  return {
    review: act('review'),
    build: act('build'),
    survey: act('survey'),
    gates: act('gates'),
    opening: act('opening'),
    deploy: act('deploy'),
    test: act('test'),
    watch: act('watch'),
    bake: act('bake'),
    notify: act('notify'),
    checkPolicy: async (input) => await (answers.checkPolicy ?? usual.checkPolicy)(input, usual.checkPolicy),
    approvalRules: async () => await (answers.approvalRules ?? usual.approvalRules)(undefined, usual.approvalRules),
  };
}

/** `forward api usw2-az1 one-box`, `back table us-west-2` */
export const deployLine = ({ direction, target: { component, zone, region, share } }: DeployInput): string =>
  [direction, component, zone ?? region, ...(share === 'one-box' ? [share] : [])].join(' ');

/** `bake oneBox usw2-az1` */
export const bakeLine = ({ of, look }: BakePlan): string => `bake ${of} ${look.traffic?.dimensions.Zone ?? look.region}`;

export const releaseOf = (commit: string): string => `sha256-${commit}`;

/** Is under way until the condition holds; fails as cancelled if it is cancelled before. */
export async function underWay(condition: () => boolean = () => false): Promise<void> {
  const context = Context.current();
  const isOver = () => {
    context.heartbeat();
    return condition() || context.cancellationSignal.aborted;
  };
  await until('the act that is under way ends', isOver);
  if (!condition()) throw new CancelledFailure('cancelled, as it was told');
}
