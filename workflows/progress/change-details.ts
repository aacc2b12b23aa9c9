import { short } from '../../pipeline/model/ids';
import { endingText } from '../../pipeline/model/outcome';
import { stuckSentence } from '../../pipeline/model/person';
import { isOpen } from '../../pipeline/model/standing';
import type { Progress } from '../messages/progress';
import { brief, minuteOf, someOf, table } from './table';
import { troubleLines } from './trouble-lines';
import { waitLines } from './wait-lines';

/** A change as a small table for the Temporal Web UI, with what waits for a person above it. */
export function changeDetails({ pipeline, number, commit, release, ...rest }: Progress): string {
  const head = `**${pipeline} #${number}**, commit \`${short(commit)}\`${release === undefined ? '' : `, release \`${short(release)}\``}`;
  const rows = rest.stages.map(({ name, regions, standing, since, why }) => [
    ...[name, someOf(regions), standing],
    since === undefined ? '' : minuteOf(since),
    standing === 'good' ? '' : why, // the release stands above already, and the Web UI gives the table half a page
  ]);
  const troubles = troubleLines(rest.troubles);
  const requests = [...waitLines(rest), ...stuckLines(rest), ...troubles, ...noteLines(rest), ...leftLines(rest)];
  const above = [doingLine(rest), ...(requests.length === 0 ? [] : ['', ...requests])];
  const decisions = decisionLines(rest);
  return [head, '', ...above, '', ...table(['stage', 'Regions', 'state', 'since\u00a0(UTC)', 'why'], rows), ...decisions].join(
    '\n',
  );
}

const doingLine = ({ outcome, doing }: Pick<Progress, 'outcome' | 'doing'>): string =>
  outcome === undefined ? doing : `**${endingText[outcome.kind]}**: ${brief(outcome.because)}`;

const noteLines = ({ stages }: Pick<Progress, 'stages'>): string[] =>
  stages
    .filter(({ standing }) => isOpen(standing))
    .flatMap(({ name, notes = [] }) => notes.map((note) => `- note on stage ${name}: ${brief(note)}`));

const stuckLines = ({ stuck = [] }: Pick<Progress, 'stuck'>): string[] =>
  stuck.map(
    ({ at, what, because }) =>
      `- **stuck**, waits for the update or signal \`retry\` or \`accept\`: ${brief(stuckSentence({ what, because }))} (at \`${at}\`)`,
  );

const leftLines = ({ outcome }: Pick<Progress, 'outcome'>): string[] =>
  outcome !== undefined && 'left' in outcome
    ? outcome.left.map(({ what, action }) => `- left: ${brief(what)}. ${brief(action)}`)
    : [];

const decisionLines = ({ decisions = [] }: Pick<Progress, 'decisions'>): string[] =>
  decisions.length === 0
    ? []
    : ['', ...decisions.map(({ what, by, why, at }) => `- ${minuteOf(at)} ${by}: ${what} (${brief(why)})`)];
