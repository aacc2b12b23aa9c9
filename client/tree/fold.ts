import { isOpen } from '../../pipeline/model/standing';
import type { Branch, ChangeTree } from './tree';

/** How many lines the branches of a tree take. */
const linesOf = (branches: readonly Branch[]): number => branches.reduce((sum, { below }) => sum + 1 + linesOf(below), 0);

/**
 * Makes a tree fit into so many lines: first the zones where nothing happens are replaced by a count, then such Regions. Whatever is under
 * way, waits or is stuck stays, however many lines that takes.
 */
export function foldTo(tree: ChangeTree, lines: number): ChangeTree {
  if (linesOf(tree.stages) <= lines) return tree;
  const without = tree.stages.map((stage) => ({ ...stage, below: stage.below.map((region) => folded(region, 'zone')) }));
  const stages = linesOf(without) <= lines ? without : without.map((stage) => folded(stage, 'Region'));
  return { ...tree, stages };
}

function folded(branch: Branch, what: 'zone' | 'Region'): Branch {
  const resting = [...new Set(branch.below.map(({ standing }) => standing))].filter((standing) => !isOpen(standing));
  const counts = resting.flatMap((standing) =>
    counted(
      branch.below.filter((one) => one.standing === standing),
      what,
    ),
  );
  const below = [...branch.below.filter(({ standing }) => isOpen(standing)), ...counts];
  return below.length < branch.below.length ? { ...branch, below } : branch;
}

/** `12 more Regions  good`. A single branch takes no more room than its count would. */
function counted(branches: readonly Branch[], what: string): readonly Branch[] {
  const [first, second] = branches;
  if (first === undefined || second === undefined) return branches;
  return [{ name: `${branches.length} more ${what}s`, standing: first.standing, why: '', below: [] }];
}
