/**
 * Keeps two Regions in one order, so that whenever an act of one goes wrong the other stands at one known act, and each story is one story.
 *
 * The Region that is ahead ends its k-th act only once the other has begun its (k−1)-th; the one behind ends its k-th only once the other has
 * begun its (k+2)-th or, where it has no more, has answered. The first looks of the watches come before all that, the first Region's first.
 */
import type { Call } from './call';

export interface Lockstep {
  readonly ahead: string;
  readonly behind: string;
  /** Whether the wave has heard how the Region ahead ended. */
  readonly answered: () => Promise<boolean>;
}

/** Whether a call that has begun may end now, as things stand. Calls that are no Region's way forward always may. */
export async function mayEnd(call: Call, calls: readonly Call[], { ahead, behind, answered }: Lockstep): Promise<boolean> {
  const region = [ahead, behind].find((name) => isIn(name)(call));
  const aheads = calls.filter(isIn(ahead)).filter(isStep);
  const behinds = calls.filter(isIn(behind)).filter(isStep);
  const watched = (name: string) => calls.some((one) => one.act === 'watch' && isIn(name)(one) && one.end === 'well');
  const bothBegun = aheads.length > 0 && behinds.length > 0;
  if (region === undefined || !(isStep(call) || call.act === 'watch')) return true;
  if (call.act === 'watch') return bothBegun && (region === ahead || watched(ahead));
  const k = 1 + (region === ahead ? aheads : behinds).indexOf(call);
  if (region === ahead) return watched(behind) && behinds.length >= Math.max(1, k - 1);
  return aheads.length >= k + 2 || (isOver(aheads) && (await answered()));
}

const isIn = (region: string) => (call: Call) => call.level === region || call.level.startsWith(`${region}/`);

/** The acts of the way forward that follow each other in a Region. */
const isStep = ({ act, line }: Call): boolean =>
  act === 'bake' || act === 'test' || (act === 'deploy' && line.startsWith('forward'));

/** Whether the last act of a Region's way has ended well. */
const isOver = (steps: readonly Call[]): boolean =>
  steps.some(({ line, end }) => line.startsWith('bake region ') && end === 'well');
