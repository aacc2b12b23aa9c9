import type { Environment } from './stage';

/** One stack: the smallest thing that a deployment touches. A target without a zone belongs to the whole Region. */
export interface Target {
  readonly stack: string;
  readonly account: string;
  readonly region: string;
  readonly environment: Environment;
  readonly component: string;
  readonly zone?: string;
  readonly share?: 'one-box' | 'fleet';
  /** Why its component takes a change all at once, as `whyAtOnce` says it. */
  readonly atOnce?: string;
  /** The types of its component that hold no data, as the component declares them. */
  readonly stateless?: readonly string[];
}

/** The name of a target's stack: `checkout-prod-api-usw2-az1-one-box`. */
export function stackName(
  pipeline: string,
  target: Pick<Target, 'environment' | 'component' | 'region' | 'zone' | 'share'>,
): string {
  const where = target.zone ?? target.region;
  return [pipeline, target.environment, target.component, where, ...(target.share === 'one-box' ? ['one-box'] : [])].join('-');
}

/** `api in usw2-az1, one-box`: a target as people read it. */
export const describeTarget = ({ component, zone, region, share }: Target): string =>
  `${component} in ${zone ?? region}${share === undefined ? '' : `, ${share}`}`;
