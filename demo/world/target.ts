import type { Environment } from '../../pipeline/model/pipeline';

/** The part of a zone that a stack deploys. */
export type Share = 'one-box' | 'fleet';

/** A zone of one environment. */
export interface Zone {
  readonly environment: Environment;
  readonly region: string;
  readonly zone: string;
}

/** Where one stack of the service runs; in this world it is one process. */
export interface Target extends Zone {
  readonly share: Share;
}

/** A parsed path: a zone or one share of it, and the rest of the path. */
export interface Address {
  readonly zone: Zone;
  readonly share: Share | undefined;
  readonly rest: string;
}

const pattern = /^\/(alpha|beta|gamma|prod)\/([a-z0-9-]+)\/([a-z0-9-]+)(?:\/(one-box|fleet))?(\/.*|\?.*)?$/;

/** Parses `/<environment>/<region>/<zone>[/<share>][/...]`; `undefined` if the path is anything else. */
export function parseAddress(path: string): Address | undefined {
  const [, environment, region, zone, share, rest = '/'] = pattern.exec(path) ?? [];
  if (environment === undefined || region === undefined || zone === undefined) return undefined;
  return { zone: { environment: environment as Environment, region, zone }, share: share as Share | undefined, rest };
}

/** A zone as text; a key for maps. */
export const zoneKey = ({ environment, region, zone }: Zone): string => `${environment}/${region}/${zone}`;

/** A target as text, which is also its path. */
export const targetKey = (target: Target): string => `${zoneKey(target)}/${target.share}`;
