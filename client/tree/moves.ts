import { type BakeProgress, describeBakeProgress } from '../../pipeline/gates/bake-progress';
import { isSameTrouble, type Trouble, troubleSentence } from '../../pipeline/model/trouble';
import { elapsed, render } from './render';
import type { Branch, ChangeTree } from './tree';
import { waitLines } from './wait-lines';

/**
 * What moved between two reads, one line per move; at first and at the end the whole tree. For output that is not a terminal. Numbers that only
 * count on (of a bake, or until a window opens) are left out: each read would be a line.
 */
export function movesBetween(before: ChangeTree | undefined, now: ChangeTree): string[] {
  const whole = () => render(now, { width: Number.POSITIVE_INFINITY, color: false });
  if (before === undefined || now.outcome !== undefined) return whole();
  const known = new Map(linesOf(before.stages).map(({ path, text }) => [path, text]));
  const moved = linesOf(now.stages).filter(({ path, text }) => known.get(path) !== text);
  const decided = now.decisions.slice(before.decisions.length).map(({ by, what, why }) => `${by}: ${what} (${why})`);
  const waits = new Set(waitLines(before));
  const news = waitLines(now).flatMap((line) => (waits.has(line) ? [] : [line.trimStart()]));
  return [...moved.map(({ path, text }) => `${path}  ${text}`), ...news, ...troubleMoves(before, now), ...decided].map(
    (line) => `${elapsed(now.since, now.at)}  ${line}`,
  );
}

/** Troubles that are new or have another error, and those that are over. */
function troubleMoves({ troubles: before = [] }: ChangeTree, { troubles: now = [] }: ChangeTree): string[] {
  const isNews = (trouble: Trouble) =>
    !before.some((known) => isSameTrouble(known, trouble) && known.because === trouble.because);
  const over = before.filter((trouble) => !now.some((known) => isSameTrouble(known, trouble)));
  return [...now.filter(isNews).map(troubleSentence), ...over.map(({ doing }) => `no longer in trouble: ${doing}`)];
}

/** Every branch with its path, without numbers. A bake that cannot read something says what: that is news. */
const linesOf = (branches: readonly Branch[], above = ''): { path: string; text: string }[] =>
  branches.flatMap(({ name, standing, why, bake, below }) => {
    const path = above === '' ? name : `${above} ${name}`;
    const unread = bake !== undefined && isUnreadable(bake) ? describeBakeProgress(bake) : '';
    const text = [standing, why, unread].filter((part) => part !== '').join(': ');
    return [{ path, text }, ...linesOf(below, path)];
  });

const isUnreadable = ({ waitsFor, problems }: BakeProgress): boolean =>
  waitsFor.on === 'alarms' || (waitsFor.on === 'traffic' && waitsFor.seen === null) || problems.length > 0;
