/** Functions to write a pipeline with: its source, Regions, zones and stages. `defaults.ts` has the defaults of stages and their reasons. */
import type { GitSource, Region, Zone } from '../model/pipeline';
import { fillIn } from './fill-in';
import type { WrittenStage, WrittenStageBody } from './written';

/** A git repository and the branch whose merges are changes. */
export const git = (source: Omit<GitSource, 'kind'>): GitSource => fillIn(source, (parts) => ({ kind: 'git', ...parts }));

/** A Region and its zones, in the order in which they take a change: one at a time, so a bad change reaches one zone of a Region at most. */
export const region = (name: string, zones: readonly (string | Zone)[], more: Pick<Region, 'account'> = {}): Region => ({
  name,
  ...more,
  zones: Array.isArray(zones) ? zones.map(zoneOf) : (zones as unknown as readonly Zone[]), // the schema reports it
});

const zoneOf = (zone: string | Zone): Zone => (typeof zone === 'string' ? { name: zone } : zone);

/** Zones numbered from 1: `zones('usw2-az', 3)` are usw2-az1, usw2-az2 and usw2-az3. With three, a Region can lose one and carry its load. */
export const zones = (prefix: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}${index + 1}`);

/** The first test stage. No one-box and no bake, because only its tests call it; a change that fails stays there to be examined. */
export const alpha = (stage: WrittenStageBody): WrittenStage => ({ name: 'alpha', environment: 'alpha', ...stage });

/** The second test stage, for tests across services. Its defaults are those of alpha. */
export const beta = (stage: WrittenStageBody): WrittenStage => ({ name: 'beta', environment: 'beta', ...stage });

/**
 * The last stage before production and the most like it: one-boxes, canaries, production's alarms, and a change that fails is rolled back.
 * It bakes half an hour, long enough for the alarms of fast damage. The first wave bakes longer, for slow damage.
 */
export const gamma = (stage: WrittenStageBody): WrittenStage => ({ name: 'gamma', environment: 'gamma', ...stage });

/**
 * A stage of production: the Regions that take a change together. Each one-box and each zone bakes an hour, because alarms often fire 30 to
 * 60 minutes after a deployment. Each Region of the first wave bakes 12 h, because all later waves depend on what it shows; later ones 4 h.
 */
export const wave = (name: string, stage: WrittenStageBody): WrittenStage => ({ name, environment: 'prod', ...stage });
