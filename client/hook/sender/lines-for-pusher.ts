import type { Push } from '../push';
import type { SendResult } from './send';

/** The lines that the person who pushes sees; git itself puts `remote: ` before each. */
export function linesForPusher(result: SendResult, push: Push, repository: string): string[] {
  if (result.kind === 'unanswered') return [notReceived(result.why, push, repository)];
  const { status, message, problems = [] } = result.response;
  const isDecision = status < 300 || [409, 422].includes(status);
  if (!isDecision) return [notReceived(message, push, repository)];
  const byHand = status === 409 ? [`slipway:   to submit it anyway: ${submitCommand(push, repository)}`] : [];
  return [`slipway: ${message}`, ...problems.map((problem) => `slipway:   ${problem}`), ...byHand];
}

/** Pushing the same again does not help: git calls no hook for a branch that does not move. */
const notReceived = (why: string, push: Push, repository: string): string =>
  `slipway did not receive this push (${why}): the next push includes it, or run ${submitCommand(push, repository)}`;

const submitCommand = ({ after, pipeline }: Push, repository: string): string =>
  `slipway submit --repository ${repository} --commit ${after} --pipeline ${pipeline}`;
