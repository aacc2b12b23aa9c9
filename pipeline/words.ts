/** Words to write a pipeline with. */
import type { GitSource, Region } from './model';
import type { WrittenStage, WrittenStageBody } from './written';

/** A git repository and the branch whose merges are changes. */
export const git = (source: Omit<GitSource, 'kind'>): GitSource => ({ kind: 'git', ...source });

/** A Region and its zones, in the order in which they take a change. */
export const region = (name: string, zones: readonly string[]): Region => ({
  name,
  zones: zones.map((zone) => ({ name: zone })),
});

/** The first test stage: no one-box, no bake; a change that fails stays for a look. */
export const alpha = (stage: WrittenStageBody): WrittenStage => ({ name: 'alpha', environment: 'alpha', ...stage });

/** The second test stage, for tests across services: like alpha. */
export const beta = (stage: WrittenStageBody): WrittenStage => ({ name: 'beta', environment: 'beta', ...stage });

/** The last stage before production and the most like it: one-box, canary, production's alarms; a change that fails goes back. */
export const gamma = (stage: WrittenStageBody): WrittenStage => ({ name: 'gamma', environment: 'gamma', ...stage });

/** A stage of production: the Regions that take a change together. */
export const wave = (name: string, stage: WrittenStageBody): WrittenStage => ({ name, environment: 'prod', ...stage });
