import { short } from '../../pipeline/model/ids';
import type { ChangeOutcome } from '../../pipeline/model/outcome';
import { stuckSentence } from '../../pipeline/model/person';
import type { Progress } from '../messages/messages';
import { brief, someOf, table } from './table';

/** A change as a small table for the Temporal Web UI, with what waits for a person above it. */
export function detailsOf({ pipeline, number, commit, release, ...told }: Progress): string {
  const head = `**${pipeline} #${number}**, commit \`${short(commit)}\`${release === undefined ? '' : `, release \`${short(release)}\``}`;
  const rows = told.stages.map(({ name, regions, state, since, because }) => [
    ...[name, someOf(regions), state],
    since === undefined ? '' : minuteOf(since),
    state === 'good' ? '' : because, // which release is good stands above, and the Web UI gives the table half a page
  ]);
  const asks = [...approvalOf(told), ...stuckOf(told), ...leftOf(told)];
  const above = [nowOf(told), ...(asks.length === 0 ? [] : ['', ...asks])];
  const decided = decisionsOf(told);
  return [head, '', ...above, '', ...table(['stage', 'Regions', 'state', 'since\u00a0(UTC)', 'why'], rows), ...decided].join(
    '\n',
  );
}

const nowOf = ({ outcome, doing }: Pick<Progress, 'outcome' | 'doing'>): string =>
  outcome === undefined ? doing : `**${ended[outcome.kind]}**: ${brief(outcome.because)}`;

/** The kinds are names on the wire; these are for people. */
const ended: Record<ChangeOutcome['kind'], string> = {
  delivered: 'delivered',
  refused: 'refused',
  rolledBack: 'rolled back',
  cancelled: 'cancelled',
};

const approvalOf = ({ approval, outcome }: Pick<Progress, 'approval' | 'outcome'>): string[] =>
  approval === undefined || outcome !== undefined
    ? []
    : [
        `- **waits for people**: send the update or signal \`approve\` or \`reject\`: \`{"by": "your name", "stage": "${approval}", "why": "the reason"}\``,
      ];

const stuckOf = ({ stuck = [] }: Pick<Progress, 'stuck'>): string[] =>
  stuck.map(
    ({ at, what, because }) =>
      `- **stuck**, waits for the update or signal \`retry\` or \`accept\`: ${brief(stuckSentence({ what, because }))} (at \`${at}\`)`,
  );

const leftOf = ({ outcome }: Pick<Progress, 'outcome'>): string[] =>
  outcome !== undefined && 'left' in outcome
    ? outcome.left.map(({ what, action }) => `- left: ${brief(what)}. ${brief(action)}`)
    : [];

const decisionsOf = ({ decisions = [] }: Pick<Progress, 'decisions'>): string[] =>
  decisions.length === 0
    ? []
    : ['', ...decisions.map(({ what, by, why, at }) => `- ${minuteOf(at)} ${by}: ${what} (${brief(why)})`)];

/** `03-02 14:10`: a change takes days, never years. */
const minuteOf = (iso: string): string => iso.slice(5, 16).replace('T', '\u00a0'); // the space does not break
