/** The evidence of a bake: alarms, traffic, and how long it waits for them. */
import type { Duration } from './duration';

/** CloudWatch alarms. In their names `{environment}`, `{region}` and `{zone}` are replaced by the target's own. */
export interface Alarms {
  /** One of each in every Region. */
  readonly region: readonly Alarm[];
  /** One of each in every zone. */
  readonly zone: readonly Alarm[];
  /** One of each for the one-box of every zone. */
  readonly oneBox: readonly Alarm[];
}

/**
 * The name of an alarm, with `firesWithin` if no template of the release defines it: how long after the damage it can take to fire. No bake
 * should be shorter than that.
 */
export type Alarm = string | { readonly name: string; readonly firesWithin: Duration };

/** The name of an alarm as written, placeholders included. */
export const alarmName = (alarm: Alarm): string => (typeof alarm === 'string' ? alarm : alarm.name);

/** The metric that counts requests: the evidence that a bake saw traffic. */
export interface Traffic {
  readonly namespace: string;
  readonly metric: string;
  readonly statistic: 'Sum' | 'SampleCount';
  /** The period of a data point. CloudWatch keeps 60 s and longer, and shorter ones only of metrics of high resolution. */
  readonly period: Duration;
  /** The names of the metric's dimensions. The value of `share` is `one-box` or `fleet`. */
  readonly dimensions: { readonly environment: string; readonly zone: string; readonly share: string };
}

/** The bakes of a stage, by what was deployed just before. An absent one does not happen, which only test stages may do. */
export interface Bakes {
  /** After the components `per: 'region'`, before the first zone. */
  readonly regional?: Bake;
  readonly oneBox?: Bake;
  readonly zone?: Bake;
  /** After the last zone and the stage's tests. */
  readonly region?: Bake;
}

/** What a bake needs to end healthy. */
export interface Bake {
  readonly for: Duration;
  /** Requests that must be seen after the bake began. 0 needs none. */
  readonly minimumRequests: number;
  /** How long after its beginning the bake becomes inconclusive if something is still missing. */
  readonly deadline: Duration;
  /** What happens to a change whose bake is inconclusive: it is rolled back (the default), or people are asked. Silence is never health. */
  readonly silence?: 'rollBack' | 'ask';
}
