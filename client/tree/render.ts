import { describeElapsed } from '../../pipeline/model/duration-text';
import { short } from '../../pipeline/model/ids';
import { foldTo, isOpen } from './fold';
import type { Branch, ChangeTree, Standing } from './tree';

export interface Look {
  /** Characters in a line; what is longer is cut. */
  readonly width: number;
  readonly color: boolean;
  /** Lines that there is room for: where a tree is longer, what rests is only counted. */
  readonly height?: number;
}

/** A mark and a colour (ANSI) a standing. */
const signs: Record<Standing, readonly [mark: string, color: number]> = {
  ahead: ['·', 90],
  waiting: ['◌', 33],
  'under way': ['▶', 36],
  'going back': ['◀', 35],
  stuck: ['!', 31],
  good: ['✓', 32],
  'put back': ['↩', 35],
  'left in place': ['✗', 31],
  'not reached': ['·', 90],
};

/** A change as lines of text: pure, so that what is seen is what is tested. */
export function render(whole: ChangeTree, { width, color, height = Number.POSITIVE_INFINITY }: Look): string[] {
  const around = 2 + afterwards(whole).length;
  const tree = foldTo(whole, height - around);
  const paint = (code: number, text: string) => (color ? `\u001b[${code}m${text}\u001b[0m` : text);
  const line = (text: string, code?: number) => {
    const [one = '', ...more] = text.trimEnd().split('\n');
    const first = more.length === 0 ? one : `${one.trimEnd()} …`;
    const cut = first.length > width ? `${first.slice(0, Math.max(width - 1, 0))}…` : first;
    return code === undefined ? cut : paint(code, cut);
  };
  const names = Math.max(...tree.stages.map(({ name }) => name.length), 0);
  const branches = (all: readonly Branch[], depth: number, pad: number): string[] =>
    all.flatMap((branch) => {
      const [mark, code] = signs[branch.standing];
      const since =
        branch.since !== undefined && isOpen(branch.standing)
          ? ` ${describeElapsed(Date.parse(tree.at) - Date.parse(branch.since))}`
          : '';
      const text = `${'  '.repeat(depth)}${mark} ${branch.name.padEnd(pad)}${since}  ${whyOf(branch)}`.trimEnd();
      const inner = Math.max(...branch.below.map(({ name }) => name.length), 0);
      return [line(text, code), ...branches(branch.below, depth + 1, inner)];
    });
  return [
    line(headOf(tree)),
    line(`  ${nowOf(tree)}`),
    ...branches(tree.stages, 1, names),
    ...afterwards(tree).map((text) => line(text)),
  ];
}

const whyOf = ({ standing, why }: Branch): string => (why === '' || why === standing ? standing : `${standing}: ${why}`);

const headOf = ({ pipeline, number, commit, release, since, at }: ChangeTree): string =>
  [
    `${pipeline} #${number}`,
    `commit ${short(commit)}`,
    ...(release === undefined ? [] : [`release ${short(release)}`]),
    describeElapsed(Date.parse(at) - Date.parse(since)),
  ].join('  ');

const nowOf = ({ outcome, doing }: ChangeTree): string =>
  outcome === undefined ? doing : `${outcome.kind === 'rolledBack' ? 'rolled back' : outcome.kind}: ${outcome.because}`;

/** What a person should know or do: what waits for one, what is left, and who decided what. */
function afterwards({ change, stuck, outcome, decisions, approval }: ChangeTree): string[] {
  const left = outcome !== undefined && 'left' in outcome ? outcome.left : [];
  const excerpt = outcome?.because.split('\n').slice(1) ?? [];
  return [
    ...excerpt.map((text) => `    ${text}`),
    ...(approval === undefined || outcome !== undefined
      ? []
      : [`  to let it on: slipway approve ${change} --stage ${approval} --by … --why …`]),
    ...stuck.flatMap(({ at, what, because }) => [
      `  stuck: cannot ${what}: ${because}`,
      `    it waits at ${at} for: slipway retry ${change}, or slipway accept ${change} --release … --why …`,
    ]),
    ...left.map(({ what, action }) => `  left: ${what}. ${action}`),
    ...decisions.map(({ what, by, why, at }) => `  ${at.slice(0, 19).replace('T', ' ')}  ${by}: ${what} (${why})`),
  ];
}
