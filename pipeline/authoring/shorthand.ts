/** Words to write a pipeline with. The numbers behind them are the model's; `defaults.ts` holds those of bakes and why they are what they are. */
import type { GitSource, Region, Zone } from '../model/pipeline';
import { filled } from './fill-in';
import type { WrittenStage, WrittenStageBody } from './written';

/** A git repository and the branch whose merges are changes. */
export const git = (source: Omit<GitSource, 'kind'>): GitSource => filled(source, (parts) => ({ kind: 'git', ...parts }));

/**
 * A Region and its zones, in the order in which they take a change: one at a time, so that at any moment at most one zone of a Region
 * runs what is not proved there.
 */
export const region = (name: string, zones: readonly (string | Zone)[], more: Pick<Region, 'account'> = {}): Region => ({
  name,
  ...more,
  zones: Array.isArray(zones) ? zones.map(zoneOf) : (zones as unknown as readonly Zone[]), // for the schema to tell
});

const zoneOf = (zone: string | Zone): Zone => (typeof zone === 'string' ? { name: zone } : zone);

/** So many zones, numbered from 1: `zones('usw2-az', 3)` are usw2-az1, usw2-az2 and usw2-az3. Three let a Region lose one and carry its load. */
export const zones = (prefix: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}${index + 1}`);

/** The first test stage: no one-box, no bake, because nobody calls it but its tests; a change that fails stays for a look. */
export const alpha = (stage: WrittenStageBody): WrittenStage => ({ name: 'alpha', environment: 'alpha', ...stage });

/** The second test stage, for tests across services: like alpha. */
export const beta = (stage: WrittenStageBody): WrittenStage => ({ name: 'beta', environment: 'beta', ...stage });

/**
 * The last stage before production and the most like it: one-box, canary, production's alarms; a change that fails goes back. Its one-box
 * bakes half an hour, in which the alarms of fast damage fire; for slow damage the first wave waits.
 */
export const gamma = (stage: WrittenStageBody): WrittenStage => ({ name: 'gamma', environment: 'gamma', ...stage });

/**
 * A stage of production: the Regions that take a change together. Each one-box and each zone bakes an hour, because alarms often come 30
 * to 60 minutes after; each Region of the first wave 12 h, because all that follow lean on what it showed; of later ones 4 h.
 */
export const wave = (name: string, stage: WrittenStageBody): WrittenStage => ({ name, environment: 'prod', ...stage });
