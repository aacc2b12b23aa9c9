import { short } from '../pipeline/ids';
import type { Progress } from './messages';
import { table } from './table';

/** A change as a small table for the Temporal Web UI, with what waits for a person above it. */
export function detailsOf({ pipeline, number, commit, release, ...told }: Progress): string {
  const head = `**${pipeline} #${number}**, commit \`${short(commit)}\`${release === undefined ? '' : `, release \`${short(release)}\``}`;
  const rows = told.stages.map(({ name, regions, state, since, because }) => [
    ...[name, regions.join(', '), state],
    since === undefined ? '' : since.slice(0, 16).replace('T', ' '),
    because,
  ]);
  const above = [nowOf(told), ...stuckOf(told), ...leftOf(told)];
  const decided = decisionsOf(told);
  return [head, '', ...above, '', ...table(['stage', 'Regions', 'state', 'since (UTC)', 'why'], rows), ...decided].join('\n');
}

const nowOf = ({ outcome, doing }: Pick<Progress, 'outcome' | 'doing'>): string =>
  outcome === undefined ? doing : `**${outcome.kind}**: ${outcome.because}`;

const stuckOf = ({ stuck = [] }: Pick<Progress, 'stuck'>): string[] =>
  stuck.map(({ at, what, because }) => `- **stuck**, waits for \`retry\` or \`accept\`: cannot ${what}: ${because} (at ${at})`);

const leftOf = ({ outcome }: Pick<Progress, 'outcome'>): string[] =>
  outcome !== undefined && 'left' in outcome ? outcome.left.map(({ what, mend }) => `- left: ${what}. ${mend}`) : [];

const decisionsOf = ({ decisions = [] }: Pick<Progress, 'decisions'>): string[] =>
  decisions.length === 0 ? [] : ['', ...decisions.map(({ what, by, why, at }) => `- ${at} ${by}: ${what} (${why})`)];
