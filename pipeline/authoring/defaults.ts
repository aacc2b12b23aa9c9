/** The defaults of the model, and the reasons for the numbers. Only the shorter bakes of waves from the third on are in `waves.ts`. */
import { type Duration, parseDuration } from '../model/duration';
import type { Bake, Bakes, Stage } from '../model/pipeline';
import { hasReached } from '../model/rung';
import { fillIn } from './fill-in';
import type { WrittenBake, WrittenBakes, WrittenStage } from './written';

/** Alarms with a period of one minute have nothing new more often than this. */
const lookEvery: Duration = '1m';

/** The shortest period that CloudWatch keeps for a metric of ordinary resolution. */
const trafficPeriod: Duration = '60s';

/** Defaults of a pipeline. The service has the pipeline's name. */
export const pipelineDefaults = {
  review: { approvals: 1 },
  queue: 'latest',
  rollback: { scope: 'wave' },
  lookEvery,
} as const;

/** Defaults of a build: what it fetches from the network can differ from one day to the next. */
export const buildDefaults = { network: 'none' } as const;

/** Defaults of a component. */
export const componentDefaults = { dependsOn: [], parameters: {} } as const;

/** Defaults of the alarms, by what they watch. */
export const alarmDefaults = { region: [], zone: [], oneBox: [] } as const;

/** Defaults of the metric that counts requests. */
export const trafficDefaults = { period: trafficPeriod } as const;

/** Defaults of a stage, without its bakes. */
export const stageDefaults = (stage: WrittenStage, pipeline: Claim): Pick<Stage, 'tests' | 'oneBox' | 'onFailure'> => ({
  tests: [],
  oneBox: oneBoxOf(stage, pipeline),
  onFailure: onFailureOf(stage),
});

/** What a pipeline says about its rung. */
type Claim = Parameters<typeof hasReached>[0];

/** A one-box is worth its cost if there is traffic to judge it by. */
const oneBoxOf = ({ environment }: WrittenStage, pipeline: Claim): boolean =>
  hasReached(pipeline, 'zones') && (environment === 'gamma' || environment === 'prod');

/** A failed release that stays in alpha or beta hurts only its own team. Gamma must be like production. */
const onFailureOf = ({ environment }: WrittenStage): Stage['onFailure'] =>
  environment === 'alpha' || environment === 'beta' ? 'leave' : 'rollBack';

/** Fewer requests prove little: at one failure in a hundred, 100 requests still miss it in a third of the bakes. */
const enoughRequests = 100;

const oneHour: WrittenBake = { for: '1h' };
const halfAnHour: WrittenBake = { for: '30m' };

// Alarms on slow damage (queues, memory, customers who call) often fire 30 to 60 minutes after a deployment: no production bake is shorter.
// The first wave bakes through half a day of a Region's traffic, because every later wave depends on what it showed.
const firstWave: WrittenBakes = { regional: oneHour, oneBox: oneHour, zone: oneHour, region: { ...oneHour, for: '12h' } };
const laterWave: WrittenBakes = { ...firstWave, region: { ...oneHour, for: '4h' } };
// Gamma tests the bakes of production: everything that is deployed bakes, long enough for the alarms of fast damage.
const gamma: WrittenBakes = { regional: halfAnHour, oneBox: halfAnHour, zone: halfAnHour };

/**
 * The bakes of a stage. Alpha and beta have none by default, because only their tests call them. A pipeline below
 * the rung `rollback` has none either, because it has no alarms yet for a bake to watch.
 */
export const bakesOf = (stage: WrittenStage, { pipeline, isFirstWave }: { pipeline: Claim; isFirstWave: boolean }): Bakes =>
  fillIn(stage.bakes ?? {}, (bakes) =>
    bakesWith({ ...(hasReached(pipeline, 'rollback') ? bakeDefaults(stage, isFirstWave) : {}), ...bakes }),
  );

const bakesWith = (written: WrittenBakes): Bakes =>
  Object.fromEntries(
    Object.entries(written).flatMap(([kind, bake]) =>
      bake === undefined || bake === 'none' ? [] : [[kind, fillIn(bake, (parts) => bakeOf(parts, kind))]],
    ),
  );

function bakeDefaults({ environment }: WrittenStage, isFirstWave: boolean): WrittenBakes {
  if (environment === 'prod') return isFirstWave ? firstWave : laterWave;
  return environment === 'gamma' ? gamma : {};
}

/** The regional bake needs no requests: it comes first, and nobody calls a new Region yet. Its alarms are the only evidence. */
const bakeOf = (bake: WrittenBake, kind: string): Bake => ({
  minimumRequests: kind === 'regional' ? 0 : enoughRequests,
  deadline: deadlineOf(parseDuration(`${bake.for}`) ?? 0),
  ...bake,
});

/** Twice the time of the bake, and at least an hour more than it: by then a person should know what is missing. */
export const deadlineOf = (forMs: number): Duration => `${forMs + Math.max(forMs, 3_600_000)}ms`;
