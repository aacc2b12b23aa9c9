import type { Environment } from '../../pipeline/model/pipeline';

/** The part of a zone that a stack deploys to. */
export type Share = 'one-box' | 'fleet';

/** A zone as callers know it: the same zone is another place in every environment. */
export interface Zone {
  readonly environment: Environment;
  readonly region: string;
  readonly zone: string;
}

/** Where one stack of the service runs: one process here. */
export interface Target extends Zone {
  readonly share: Share;
}

/** What a path says: a zone, or one share of it, and what follows. */
export interface Address {
  readonly zone: Zone;
  readonly share: Share | undefined;
  readonly rest: string;
}

const pattern = /^\/(alpha|beta|gamma|prod)\/([a-z0-9-]+)\/([a-z0-9-]+)(?:\/(one-box|fleet))?(\/.*|\?.*)?$/;

/** Reads `/<environment>/<region>/<zone>[/<share>][/...]`; `undefined` where the path is none of it. */
export function addressOf(path: string): Address | undefined {
  const [, environment, region, zone, share, rest = '/'] = pattern.exec(path) ?? [];
  if (environment === undefined || region === undefined || zone === undefined) return undefined;
  return { zone: { environment: environment as Environment, region, zone }, share: share as Share | undefined, rest };
}

/** A zone in one word: what is counted and queued by zone is kept by it. */
export const zoneKey = ({ environment, region, zone }: Zone): string => `${environment}/${region}/${zone}`;

/** A target in one word, which is also its path. */
export const targetKey = (target: Target): string => `${zoneKey(target)}/${target.share}`;
