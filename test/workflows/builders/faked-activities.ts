import type { Activities } from '../../../activities/contract';

/** The activities that have fakes. The others only call the Temporal server, so tests use the real ones. */
export type FakedActivities = Omit<Activities, 'startChange' | 'goodRelease' | 'watchForVanished' | 'openBelow'>;

/** What a test answers instead of the defaults. `proceed` gives the default answer. */
export type Answers = {
  [Name in keyof FakedActivities]?: (
    input: Parameters<FakedActivities[Name]>[0],
    proceed: FakedActivities[Name],
  ) => ReturnType<FakedActivities[Name]>;
};
