import type { Call } from './call';
import { lanes, regions, wave } from './scene';
import type { Told } from './told';

/** What must hold after every story, whatever went wrong in it and wherever; each breach is a sentence. */
export const wrongs = (story: Told): string[] =>
  [...lanesOf(story), ...Object.values(regions).flatMap((region) => wayBackOf(region, story))].map(
    (wrong) => `${story.at.line}: ${wrong}`,
  );

/** No lane is held and nobody waits for one in the end; while a way back is stuck, all are held. */
function lanesOf({ traffic: { holders, waiting }, heldWhileStuck }: Told): string[] {
  return [
    ...Object.keys(holders).map((lane) => `${lane} is still held`),
    ...waiting.map(({ change }) => `${change} still waits`),
    ...heldWhileStuck.filter((held) => held.join() !== lanes.join()).map((held) => `while stuck it held [${held}]`),
  ];
}

/** I5: where the wave did not end well, all that went forward in a Region went back, newest first, and so did what was tried again. */
function wayBackOf(region: string, { calls, endings }: Told): string[] {
  const there = distinct(
    targets(
      'forward',
      calls.filter(({ level }) => level.startsWith(region)),
    ),
  );
  const back = targets(
    'back',
    calls.filter(({ end }) => end === 'well'),
  ).filter((target) => there.includes(target));
  const wanted = endings.get(wave) === 'deployed' ? [] : there.reverse();
  const firstTries = distinct(back);
  const lastTries = distinct(back.reverse()).reverse();
  return [firstTries, lastTries]
    .filter((tries) => tries.join() !== wanted.join())
    .map((tries) => `what went back in ${region} is [${tries.join(', ')}], and should be [${wanted.join(', ')}]`);
}

/** What deployments in a direction were told of, in order. */
const targets = (direction: string, calls: readonly Call[]): string[] =>
  calls.flatMap(({ act, line }) =>
    act === 'deploy' && line.startsWith(`${direction} `) ? [line.slice(direction.length + 1)] : [],
  );

const distinct = (names: readonly string[]): string[] => [...new Set(names)];
