import { condition, setCurrentDetails, setHandler, workflowInfo } from '@temporalio/workflow';
import { errands } from './hands';
import { retry } from './messages';
import { say, type Where } from './say';

/**
 * Makes the wait of a stuck way back: it tells people what keeps failing, and ends when one of them sends `retry`. What the step leans
 * on stays as it is meanwhile, and the lane stays held. Call it before the first await: it registers the signal.
 */
export function untilRetried(where: Where): (what: string, because: string) => Promise<void> {
  let retries = 0;
  setHandler(retry, (asked) => {
    retries += 1; // also where a hand in a hurry left out who and why
    say(where, `tried again, as ${asked?.by ?? 'somebody'} asked: ${asked?.why ?? 'no reason was given'}`);
  });
  return async (what, because) => {
    const before = retries;
    const text = `cannot ${what}: ${because}. Mend it, then send the signal "retry" to the workflow ${workflowInfo().workflowId}`;
    setCurrentDetails(`**stuck**: ${text}`);
    say(where, `is stuck: ${text}`);
    await errands.notify({ change: where.change, subject: 'stuck', text });
    await condition(() => retries > before);
    setCurrentDetails('on its way back');
  };
}
