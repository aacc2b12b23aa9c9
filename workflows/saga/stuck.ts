/** Where a step of the way back keeps failing: a person is told, and what the step leans on stays as it is until one has spoken. */
import {
  getExternalWorkflowHandle,
  type SignalDefinition,
  setCurrentDetails,
  setHandler,
  TemporalFailure,
  upsertSearchAttributes,
  workflowInfo,
  log as workflowLog,
} from '@temporalio/workflow';
import { stuckSentence } from '../../pipeline/model/person';
import { accept, goesOn, retry, stuck } from '../messages/messages';
import { statusAttribute } from '../messages/search-attributes';
import { wrongWith } from '../messages/validate';
import { notifyStuck, StuckDecisions, type WaitForPerson, whatPeopleCanDo } from '../people/stuck-decisions';
import { log, type Where } from '../progress/log';

/**
 * Makes the wait of a level. Its change hears of it, so that people need to know of nothing but the change; they can also speak to the
 * level itself. Call it before the first await: it registers signals.
 */
export function waitForPerson(where: Where): WaitForPerson {
  const word = new StuckDecisions(where);
  const at = workflowInfo().workflowId;
  let now: string | undefined;
  setHandler(retry, (asked) => word.retry(asked ?? {}), descriptions.retry); // also where a hand in a hurry left out who and why
  setHandler(
    accept,
    (asked) => {
      const wrong = wrongWith.accept(asked) ?? meantAnother(asked.what, now);
      if (wrong === undefined) word.accept(asked, now);
      else workflowLog.error(`a signal "accept" is left out: ${wrong}`);
    },
    descriptions.accept,
  );
  return async (what, because) => {
    now = what;
    const told = word.next();
    upsertSearchAttributes([{ key: statusAttribute, value: 'stuck' }]);
    setCurrentDetails(`**stuck**: ${stuckSentence({ what, because })}. ${whatPeopleCanDo(where.change, at)}`);
    await tellChange(where.change, stuck, { at, what, because }); // first, so that who is told below finds it there
    await notifyStuck(where, { at, what, because });
    const said = await told;
    await tellChange(where.change, goesOn, { at });
    upsertSearchAttributes([{ key: statusAttribute, value: 'under way' }]);
    setCurrentDetails('on its way back');
    now = undefined;
    return said;
  };
}

/** Speaking to the change is the usual way: it keeps who decided what. */
const descriptions = {
  retry: {
    description: 'Try what is stuck here again, better sent to the change: {"by": "your name", "why": "what you mended"}',
  },
  accept: {
    description:
      'Go on without undoing what is stuck here, better sent to the change: {"by": "your name", "why": "what you did", "release": "found"}',
  },
};

/** A word may have been on its way while its step went on: it must not settle the next one. */
const meantAnother = (meant: string | undefined, now: string | undefined): string | undefined =>
  now === undefined || (meant !== undefined && meant !== now) ? `${meant ?? 'no step'} is stuck no longer` : undefined;

/** A change that has ended hears nothing: the level goes on waiting, and people speak to it directly. */
async function tellChange<A>(change: string, signal: SignalDefinition<[A]>, message: A): Promise<void> {
  try {
    await getExternalWorkflowHandle(change).signal(signal, message);
  } catch (err) {
    if (!(err instanceof TemporalFailure)) throw err;
    log({ change }, `has ended and cannot be told "${signal.name}"`);
  }
}
