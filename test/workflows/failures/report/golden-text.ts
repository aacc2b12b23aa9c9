import { callName, type RecordedCall } from '../calls/recorded-call';
import type { FailureMode } from '../runner/failure-mode';
import type { FailureResult } from '../runner/scenario-result';
import { tree } from './tree';

/** All scenarios of one failure mode as one text. Results that print the same appear once, under the names of all their failed calls. */
export function goldenText(results: readonly FailureResult[], mode: FailureMode): string {
  const callsByText = new Map<string, string[]>();
  for (const { failedCall, calls, endings } of results) {
    const text = `${unexpectedRetries(failedCall, calls, mode)}${tree(calls, endings)}`;
    callsByText.set(text, [...(callsByText.get(text) ?? []), `== ${callName(failedCall)}`]);
  }
  return [...callsByText].map(([text, names]) => `${names.join('\n')}\n${text}\n`).join('\n');
}

/** The retries, unless they are as expected: only the failed call is retried, and not even that where the failure is permanent. */
function unexpectedRetries(failedCall: RecordedCall, calls: readonly RecordedCall[], mode: FailureMode): string {
  const retried = calls
    .filter(({ attempts }) => attempts > 1)
    .map((call) => `${call.level}: ${callName(call)} (${call.attempts} attempts)`);
  const expected = mode === 'fails permanently' ? [] : [`${failedCall.level}: ${callName(failedCall)} (2 attempts)`];
  return retried.join() === expected.join() ? '' : `retried: ${retried.join(', ') || 'nothing'}\n`;
}
