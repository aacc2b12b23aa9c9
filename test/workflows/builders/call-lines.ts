/** Calls of activities as lines, such as `forward api usw2-az1 one-box` and `bake zone usw2-az1`. */
import type { DeployInput } from '../../../activities/contract';
import type { BakePlan } from '../../../pipeline/plan/bake-plan';
import type { FakedActivities } from './faked-activities';

/** `forward api usw2-az1 one-box`, `back table us-west-2` */
export const deployLine = ({ direction, target: { component, zone, region, share } }: DeployInput): string =>
  [direction, component, zone ?? region, ...(share === 'one-box' ? [share] : [])].join(' ');

/** `bake oneBox usw2-az1`, `bake region us-west-2` */
export const bakeLine = ({ of, look }: BakePlan): string => `bake ${of} ${look.traffic?.dimensions.Zone ?? look.region}`;

/** The activities that look at settings of the worker. Their calls have no line. */
type WorkerSettings = 'approvalRules' | 'checkPolicy';

/** Describes a call of each activity in one line. */
export const callLines: {
  readonly [Name in Exclude<keyof FakedActivities, WorkerSettings>]: (input: Parameters<FakedActivities[Name]>[0]) => string;
} = {
  review: ({ base }) => `review from ${base === null ? 'the beginning' : base.slice(0, 12)}`,
  build: () => 'build',
  survey: ({ targets }) => `survey ${targets[0]?.region}`,
  gates: ({ places, wait }) => `${wait ? 'gates' : 'gates again'} ${places.map(({ look }) => look.region).join(' ')}`,
  examine: ({ targets }) => `examine ${targets[0]?.region}`,
  opening: ({ windows }) => `windows of ${windows.timeZone}`,
  deploy: deployLine,
  test: ({ stage, region }) => `test ${stage} ${region}`,
  watch: ({ look }) => `watch ${look.region}`,
  bake: bakeLine,
  notify: ({ subject }) => `notify ${subject}`,
};

/** The lines of the rollback of a Region in which these zones were reached, the last zone first. */
export const regionRollback = (region: string, ...zones: readonly string[]): string[] => [
  ...zones.flatMap((zone) => [`back api ${zone}`, `back api ${zone} one-box`]),
  `back table ${region}`,
];

/** The lines of the rollback of these deployments, newest first. */
export const rollbackOf = (deployments: readonly string[]): string[] =>
  deployments.map((line) => line.replace('forward', 'back')).reverse();
