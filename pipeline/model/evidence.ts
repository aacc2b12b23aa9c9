/** What a bake goes by: alarms, traffic, and how long it waits for them. */
import type { Duration } from './duration';

/** Names of CloudWatch alarms. `{environment}`, `{region}` and `{zone}` stand for the target's own. */
export interface Alarms {
  /** One of each in every Region. */
  readonly region: readonly Alarm[];
  /** One of each in every zone. */
  readonly zone: readonly Alarm[];
  /** One of each for the one-box of every zone. */
  readonly oneBox: readonly Alarm[];
}

/** An alarm by its name, and where no template of the release tells, how long after the damage it can take to fire: no bake should be shorter. */
export type Alarm = string | { readonly name: string; readonly firesWithin: Duration };

export const alarmName = (alarm: Alarm): string => (typeof alarm === 'string' ? alarm : alarm.name);

/** The metric that counts requests: the evidence that a bake saw traffic. */
export interface Traffic {
  readonly namespace: string;
  readonly metric: string;
  readonly statistic: 'Sum' | 'SampleCount';
  /** What a data point covers. CloudWatch keeps 60 s and more unless the metric is of high resolution. */
  readonly period: Duration;
  /** Which dimension of the metric says what; the share is `one-box` or `fleet`. */
  readonly dimensions: { readonly environment: string; readonly zone: string; readonly share: string };
}

/** The bakes of a stage, by what was deployed just before. One that is absent does not take place: only test stages may do without. */
export interface Bakes {
  /** After the components `per: 'region'`, before the first zone. */
  readonly regional?: Bake;
  readonly oneBox?: Bake;
  readonly zone?: Bake;
  /** After the last zone and the stage's tests. */
  readonly region?: Bake;
}

/** What a bake asks for before it ends healthy. */
export interface Bake {
  readonly for: Duration;
  /** Requests that must have been seen since it began; 0 asks for none. */
  readonly minimumRequests: number;
  /** From here on, counted from the beginning, what is still missing makes the verdict inconclusive. */
  readonly deadline: Duration;
  /** What becomes of a change whose bake is inconclusive: it goes back, which is what happens where nothing is said, or people are asked. Silence is never health. */
  readonly silence?: 'rollBack' | 'ask';
}
