import type { Push } from '../push';
import type { Sent } from './send';

/** The lines that who pushes sees, without git's own `remote: ` before each. */
export function told(sent: Sent, push: Push, repository: string): string[] {
  if (sent.kind === 'unheard') return [couldNot(sent.why, push, repository)];
  const { status, message, problems = [] } = sent.answer;
  const isAnswer = status < 300 || [409, 422].includes(status);
  if (!isAnswer) return [couldNot(message, push, repository)];
  const byHand = status === 409 ? [`slipway:   to hand it over all the same: ${submitOf(push, repository)}`] : [];
  return [`slipway: ${message}`, ...problems.map((problem) => `slipway:   ${problem}`), ...byHand];
}

/** To push the same once more would tell nobody: git calls no hook for a branch that does not move. */
const couldNot = (why: string, push: Push, repository: string): string =>
  `slipway could not be told (${why}); the next push brings this one along, or run: ${submitOf(push, repository)}`;

const submitOf = ({ after, pipeline }: Push, repository: string): string =>
  `slipway submit --repository ${repository} --commit ${after} --pipeline ${pipeline}`;
