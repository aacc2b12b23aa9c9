import { describeElapsed } from '../../pipeline/model/duration-text';
import { render } from './render';
import type { Branch, ChangeTree } from './tree';

/** What moved between two looks, a line each; at first and at the end the whole tree. For where there is no terminal to draw on. */
export function movesBetween(before: ChangeTree | undefined, now: ChangeTree): string[] {
  const whole = () => render(now, { width: Number.POSITIVE_INFINITY, color: false });
  if (before === undefined || now.outcome !== undefined) return whole();
  const known = new Map(flat(before.stages).map(({ path, says }) => [path, says]));
  const moved = flat(now.stages).filter(({ path, says }) => known.get(path) !== says);
  const decided = now.decisions.slice(before.decisions.length).map(({ by, what, why }) => `${by}: ${what} (${why})`);
  return [...moved.map(({ path, says }) => `${path}  ${says}`), ...decided].map(
    (line) => `${describeElapsed(Date.parse(now.at) - Date.parse(now.since))}  ${line}`,
  );
}

const countdown = /(\d+ (h|min|s) )+left.*|\d+ of \d+ requests seen.*| \(in \d+ (s|min|h|days)\)$/;

/** Every branch with its path. Numbers that only count down are left out: each look would be a line. */
const flat = (branches: readonly Branch[], above = ''): { path: string; says: string }[] =>
  branches.flatMap(({ name, standing, why, below }) => {
    const path = above === '' ? name : `${above} ${name}`;
    const says = [standing, why.replace(countdown, '').replace(/: $/, '')];
    return [{ path, says: says.filter((text) => text !== '').join(': ') }, ...flat(below, path)];
  });
