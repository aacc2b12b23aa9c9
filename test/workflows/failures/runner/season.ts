import { byLevel, type Call, isSame } from './call';
import { type Mode, modes } from './mode';
import { type Base, bases } from './plot';
import type { Theatre } from './theatre';
import type { Told } from './told';

/** Every story of a base and a mode. */
export interface Series {
  readonly base: Base;
  readonly mode: Mode;
}

/** All series; those that wait long for the server's time-outs come first, as the others are played meanwhile. */
export const series: readonly Series[] = [...modes]
  .sort((one) => (one === 'times out having acted' ? -1 : 0))
  .flatMap((mode) => bases.map((base) => ({ base, mode })));

/** Where something can go wrong, as a first run of each base story shows. The second adds only its way back: the way there is the same. */
export async function findPoints(theatre: Theatre): Promise<Record<Base, Call[]>> {
  const [calm, unhealthy] = await Promise.all(bases.map(async (base) => (await theatre.play({ base })).calls));
  const isNew = (call: Call) => calm?.some((one) => isSame(one, call)) !== true;
  return { calm: inOrder(calm ?? []), unhealthy: inOrder(unhealthy ?? []).filter(isNew) };
}

/** Plays a story for each point, as many at once as there is room for. */
export const playSeries = (theatre: Theatre, { base, mode }: Series, points: readonly Call[]): Promise<Told[]> =>
  Promise.all(points.map(async (at) => ({ ...(await theatre.play({ base, wrong: { at, mode } })), at })));

const inOrder = (calls: readonly Call[]): Call[] => [...calls].sort((one, other) => byLevel(one.level, other.level));
