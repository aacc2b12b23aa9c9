/**
 * Keeps two parallel Regions in one order, so that whenever a call fails in one the other is always at the same step, and each scenario has one result.
 *
 * The Region ahead ends step k only after the other has begun step k−1. The Region behind ends step k only after the other has begun step
 * k+2 or, where it has no more steps, has ended. The first look of each watch comes before all that, that of the Region ahead first.
 */
import type { RecordedCall } from '../calls/recorded-call';

export interface RegionOrder {
  /** The levels of the two Regions. */
  readonly ahead: string;
  readonly behind: string;
  /** Whether the wave knows how the Region ahead ended. */
  readonly aheadHasEnded: () => Promise<boolean>;
}

/** Whether a call that has begun may end now. A call that is not a step of a Region always may. */
export async function mayEnd(
  call: RecordedCall,
  calls: readonly RecordedCall[],
  { ahead, behind, aheadHasEnded }: RegionOrder,
): Promise<boolean> {
  const region = [ahead, behind].find((level) => isIn(level)(call));
  if (region === undefined || !(isStep(call) || call.activity === 'watch')) return true;
  const stepsAhead = calls.filter(isIn(ahead)).filter(isStep);
  const stepsBehind = calls.filter(isIn(behind)).filter(isStep);
  const hasLooked = (level: string) =>
    calls.some((one) => one.activity === 'watch' && isIn(level)(one) && one.outcome === 'succeeded');
  if (call.activity === 'watch') return stepsAhead.length > 0 && stepsBehind.length > 0 && (region === ahead || hasLooked(ahead));
  const k = 1 + (region === ahead ? stepsAhead : stepsBehind).indexOf(call);
  if (region === ahead) return hasLooked(behind) && stepsBehind.length >= Math.max(1, k - 1);
  return stepsAhead.length >= k + 2 || (isComplete(stepsAhead) && (await aheadHasEnded()));
}

const isIn = (region: string) => (call: RecordedCall) => call.level === region || call.level.startsWith(`${region}/`);

/** Whether a call is one of the deployments, tests and bakes that follow each other in a Region. */
const isStep = ({ activity, description }: RecordedCall): boolean =>
  activity === 'bake' || activity === 'test' || (activity === 'deploy' && description.startsWith('forward'));

/** Whether the last step of a Region has succeeded. */
const isComplete = (steps: readonly RecordedCall[]): boolean =>
  steps.some(({ description, outcome }) => description.startsWith('bake region ') && outcome === 'succeeded');
