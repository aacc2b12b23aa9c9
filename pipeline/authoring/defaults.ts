/** The numbers of the model and why they are what they are. A pipeline that says nothing gets these. */
import { type Duration, parseDuration } from '../model/duration';
import type { Bake, Bakes, Stage } from '../model/pipeline';
import { hasReached } from '../model/rung';
import { filled } from './fill-in';
import type { WrittenBake, WrittenBakes, WrittenStage } from './written';

/** Alarms of a minute's period say nothing new more often than this. */
export const lookEvery: Duration = '1m';

/** The shortest period that CloudWatch keeps for a metric of ordinary resolution. */
export const trafficPeriod: Duration = '60s';

/** Fewer requests than this say little: at one failure in a hundred, 100 requests miss it in a third of the bakes. */
const enoughRequests = 100;

const oneHour: WrittenBake = { for: '1h' };
const halfAnHour: WrittenBake = { for: '30m' };

// Alarms on slow damage (queues, memory, customers who call) often come 30 to 60 minutes after a deployment: no production bake is
// shorter. The first wave waits through half a day of a Region's traffic, because every later wave leans on what it showed.
const firstWave: WrittenBakes = { regional: oneHour, oneBox: oneHour, zone: oneHour, region: { ...oneHour, for: '12h' } };
const laterWave: WrittenBakes = { ...firstWave, region: { ...oneHour, for: '4h' } };
// Gamma tries out what production goes by: each thing that is deployed bakes, long enough for the alarms of fast damage.
const gamma: WrittenBakes = { regional: halfAnHour, oneBox: halfAnHour, zone: halfAnHour };

/** The bakes of a stage. Alpha and beta have none: nobody calls them but their tests. Nor has a pipeline that has no alarms yet, which are what a bake watches. */
export const bakesOf = (stage: WrittenStage, { of, isFirstWave }: { of: Rungs; isFirstWave: boolean }): Bakes =>
  filled(stage.bakes ?? {}, (bakes) =>
    bakesWith({ ...(hasReached(of, 'rollback') ? defaultsOf(stage, isFirstWave) : {}), ...bakes }),
  );

const bakesWith = (written: WrittenBakes): Bakes =>
  Object.fromEntries(
    Object.entries(written).flatMap(([kind, bake]) =>
      bake === undefined || bake === 'none' ? [] : [[kind, filled(bake, (parts) => bakeOf(parts, kind))]],
    ),
  );

function defaultsOf({ environment }: WrittenStage, isFirstWave: boolean): WrittenBakes {
  if (environment === 'prod') return isFirstWave ? firstWave : laterWave;
  return environment === 'gamma' ? gamma : {};
}

/** The Region's own part goes first, and in a new Region there is nobody yet who could call: its alarms alone speak for it. */
const bakeOf = (bake: WrittenBake, kind: string): Bake => ({
  minimumRequests: kind === 'regional' ? 0 : enoughRequests,
  deadline: deadlineOf(parseDuration(`${bake.for}`) ?? 0),
  ...bake,
});

/** After the time of the bake once more, and at least an hour, a person should know what is missing. */
export const deadlineOf = (forMs: number): Duration => `${forMs + Math.max(forMs, 3_600_000)}ms`;

/** Where what failed a test stage is left for a look, nobody but its own team is hurt; gamma stands for production. */
export const onFailureOf = (stage: WrittenStage): Stage['onFailure'] =>
  stage.environment === 'alpha' || stage.environment === 'beta' ? 'leave' : 'rollBack';

/** A one-box is worth its cost where there is traffic to judge it by. */
export const oneBoxOf = ({ environment }: WrittenStage, of: Rungs): boolean =>
  hasReached(of, 'zones') && (environment === 'gamma' || environment === 'prod');

type Rungs = Parameters<typeof hasReached>[0];
