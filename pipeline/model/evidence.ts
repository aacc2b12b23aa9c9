/** The evidence of a bake: alarms, traffic, and how long it waits for them. */
import type { Duration } from './duration';

/** CloudWatch alarms. In their names `{environment}`, `{region}` and `{zone}` are replaced by the target's own. */
export interface Alarms {
  /** Names of alarms that exist once in every Region. `{environment}`, `{region}` and `{zone}` stand for the target's own. */
  readonly region: readonly Alarm[];
  /** Names of alarms that exist once in every zone. `{environment}`, `{region}` and `{zone}` stand for the target's own. */
  readonly zone: readonly Alarm[];
  /** Names of alarms that exist once in every zone for its one-box. `{environment}`, `{region}` and `{zone}` stand for the target's own. */
  readonly oneBox: readonly Alarm[];
}

/** An alarm by its name, or with the time that it takes to fire if no template of the release defines it. */
export type Alarm = string | NamedAlarm;

/** An alarm that no template of the release defines. */
export interface NamedAlarm {
  /** The name of the alarm in CloudWatch. */
  readonly name: string;
  /** How long after the damage it fires at the latest, if no template of the release defines it. A bake should not be shorter. */
  readonly firesWithin: Duration;
}

/** The name of an alarm as written, placeholders included. */
export const alarmName = (alarm: Alarm): string => (typeof alarm === 'string' ? alarm : alarm.name);

/** The metric that counts requests: the evidence that a bake saw traffic. */
export interface Traffic {
  /** The metric's namespace in CloudWatch. */
  readonly namespace: string;
  /** The name of the metric that counts requests. */
  readonly metric: string;
  /** The statistic of the metric that is the number of requests. */
  readonly statistic: 'Sum' | 'SampleCount';
  /** The time that one data point covers. CloudWatch keeps 60 s or more, unless the metric has high resolution. */
  readonly period: Duration;
  /** The names of the metric's dimensions. */
  readonly dimensions: TrafficDimensions;
}

/** The names of the metric's dimensions. */
export interface TrafficDimensions {
  /** The dimension that names the environment. */
  readonly environment: string;
  /** The dimension that names the zone. */
  readonly zone: string;
  /** The dimension whose value is `one-box` or `fleet`. */
  readonly share: string;
}

/** The bakes of a stage, by what was deployed just before. An absent one does not happen, which only test stages may do. */
export interface Bakes {
  /** The bake after the components of a Region, before its first zone. To have none, omit it in JSON or write `'none'` in TypeScript. */
  readonly regional?: Bake;
  /** The bake after the one-box of each zone. To have none, omit it in JSON or write `'none'` in TypeScript. */
  readonly oneBox?: Bake;
  /** The bake after each zone. To have none, omit it in JSON or write `'none'` in TypeScript. */
  readonly zone?: Bake;
  /** The bake after the last zone of a Region and the stage's tests. To have none, omit it in JSON or write `'none'` in TypeScript. */
  readonly region?: Bake;
}

/** What a bake needs to end healthy. */
export interface Bake {
  /** The shortest time that the bake takes. */
  readonly for: Duration;
  /** The number of requests that the bake must see before it can end healthy. 0 means that it needs none. */
  readonly minimumRequests: number;
  /** The time from its beginning after which a bake that still lacks evidence is inconclusive. */
  readonly deadline: Duration;
  /** What happens if the bake is inconclusive: the change is rolled back, by default, or people are asked. Silence is never health. */
  readonly silence?: 'rollBack' | 'ask';
}
