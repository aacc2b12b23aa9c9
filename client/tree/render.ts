import { styleText } from 'node:util';
import { describeBakeProgress } from '../../pipeline/gates/bake-progress';
import { describeElapsed, describeTimeLeft } from '../../pipeline/model/duration-text';
import { short } from '../../pipeline/model/ids';
import { endingText } from '../../pipeline/model/outcome';
import { stuckSentence } from '../../pipeline/model/person';
import { isOpen, type Standing } from '../../pipeline/model/standing';
import { troubleAdvice, troubleSentence } from '../../pipeline/model/trouble';
import { foldTo } from './fold';
import type { Branch, ChangeTree } from './tree';
import { waitLines } from './wait-lines';

export interface Look {
  /** Characters in a line; what is longer is cut. */
  readonly width: number;
  readonly color: boolean;
  /** Lines that there is room for: of a longer tree, parts where nothing happens are only counted. */
  readonly height?: number;
}

/** The mark and colour of each standing. */
const signs: Record<Standing, readonly [mark: string, color: Parameters<typeof styleText>[0]]> = {
  ahead: ['·', 'gray'],
  waiting: ['◌', 'yellow'],
  'under way': ['▶', 'cyan'],
  'going back': ['◀', 'magenta'],
  stuck: ['!', 'red'],
  good: ['✓', 'green'],
  'put back': ['↩', 'magenta'],
  'left in place': ['✗', 'red'],
  'not reached': ['·', 'gray'],
};

/** A change as lines of text. */
export function render(whole: ChangeTree, { width, color, height = Number.POSITIVE_INFINITY }: Look): string[] {
  const below = linesBelow(whole);
  const tree = foldTo(whole, height - 2 - below.length);
  const branches = branchLines(tree.stages, tree.at);
  return [
    ...[headLine(tree), `  ${nowLine(tree)}`].map((text) => cutTo(width, text)),
    ...branches.map(({ text, standing }) => {
      const line = cutTo(width, text);
      return color ? styleText(signs[standing][1], line, { validateStream: false }) : line;
    }),
    ...below.map((text) => cutTo(width, text)),
  ];
}

/** The first line of a text, cut where it is too long; `…` stands for what is left out. */
function cutTo(width: number, text: string): string {
  const [one = '', ...more] = text.trimEnd().split('\n');
  const first = more.length === 0 ? one : `${one.trimEnd()} …`;
  return first.length > width ? `${first.slice(0, Math.max(width - 1, 0))}…` : first;
}

/** One line per branch, indented by depth, with names of one level in one column. */
function branchLines(branches: readonly Branch[], at: string, depth = 1): { text: string; standing: Standing }[] {
  const column = Math.max(...branches.map(({ name }) => name.length), 0);
  return branches.flatMap((branch) => {
    const { name, standing, since, below } = branch;
    const time = since !== undefined && isOpen(standing) ? ` ${elapsed(since, at)}` : '';
    const text =
      `${'  '.repeat(depth)}${signs[standing][0]} ${name.padEnd(column)}${time}  ${describeBranch(branch, at)}`.trimEnd();
    return [{ text, standing }, ...branchLines(below, at, depth + 1)];
  });
}

/** How a branch stands and why, with the numbers of its bake or the time that is left. */
function describeBranch({ standing, why, bake, until, below }: Branch, at: string): string {
  const isBaking = bake !== undefined && !below.some((part) => isOpen(part.standing));
  const numbers = isBaking ? describeBakeProgress(bake) : '';
  const reason = [why === standing ? '' : why, numbers].filter((text) => text !== '').join(': ');
  const left = !isBaking && until !== undefined && why !== '' ? ` (${describeTimeLeft(msBetween(at, until))})` : '';
  return reason === '' ? standing : `${standing}: ${reason}${left}`;
}

const headLine = ({ pipeline, number, commit, release, since, at }: ChangeTree): string =>
  [
    `${pipeline} #${number}`,
    `commit ${short(commit)}`,
    ...(release === undefined ? [] : [`release ${short(release)}`]),
    elapsed(since, at),
  ].join('  ');

const nowLine = ({ outcome, doing }: ChangeTree): string =>
  outcome === undefined ? doing : `${endingText[outcome.kind]}: ${outcome.because}`;

/** What a person should know or do: what waits for a decision, what is left, and who decided what. */
function linesBelow(tree: ChangeTree): string[] {
  const { change, stuck, outcome, decisions, troubles = [] } = tree;
  const left = outcome !== undefined && 'left' in outcome ? outcome.left : [];
  const excerpt = outcome?.because.split('\n').slice(1) ?? [];
  return [
    ...excerpt.map((text) => `    ${text}`),
    ...waitLines(tree),
    ...stuck.flatMap((step) => [
      `  stuck: ${stuckSentence(step)}`,
      `    ${step.at} waits for: slipway retry ${change}, or slipway accept ${change} --release … --why …`,
    ]),
    ...troubles.map((trouble) => `  ${troubleSentence(trouble)}`),
    ...(troubles.length === 0 ? [] : [`    ${troubleAdvice(change)}`]),
    ...left.map(({ what, action }) => `  left: ${what}. ${action}`),
    ...decisions.map(({ what, by, why, at }) => `  ${at.slice(0, 19).replace('T', ' ')}  ${by}: ${what} (${why})`),
  ];
}

/** The time between two ISO 8601 times as a stopwatch shows it. */
export const elapsed = (since: string, at: string): string => describeElapsed(msBetween(since, at));

const msBetween = (from: string, to: string): number => Date.parse(to) - Date.parse(from);
