/** What a workflow makes of activities that fail again and again: it shows them, and a level passes them up to its change. */
import {
  CancellationScope,
  getExternalWorkflowHandle,
  type SignalDefinition,
  setHandler,
  TemporalFailure,
  workflowInfo,
  log as workflowLog,
} from '@temporalio/workflow';
import { isSameTrouble, type Recovery, type Trouble, troubleAdvice, troubleSentence } from '../../pipeline/model/trouble';
import { recovered, troubled } from '../messages/trouble-messages';
import { isRecovery, isTrouble } from '../messages/validate';
import type { LevelProgress } from '../progress/level-progress';
import { log } from '../progress/log';
import { onSettled } from '../settled';
import { notifyPeople } from './notify';

/** What a workflow does about the troubles of its activities. */
interface Listener {
  readonly comes: (trouble: Trouble) => void;
  readonly ends: (recovery: Recovery) => void;
  /** The troubles that it knows. */
  readonly open: () => readonly Trouble[];
}

/** Receives the troubles of a workflow's activities. A trouble also ends with its activity. Call it before the first await. */
function receiveTroubles({ comes, ends, open }: Listener): void {
  setHandler(
    troubled,
    (trouble) => {
      if (isTrouble(trouble)) comes(trouble);
      else ignored(troubled.name);
    },
    { description: 'From an activity, or a level below: it has failed for minutes and is tried again' },
  );
  setHandler(
    recovered,
    (recovery) => {
      if (isRecovery(recovery)) ends(recovery);
      else ignored(recovered.name);
    },
    { description: 'From an activity, or a level below: its trouble is over' },
  );
  onSettled((name) => {
    for (const trouble of open()) if (trouble.at === undefined && trouble.name === name) ends(trouble);
  });
}

const ignored = (signal: string): void =>
  workflowLog.error(`a signal "${signal}" is ignored: its fields are missing or of the wrong type`);

/** Receives the troubles of a level: it shows them, and passes them to its change, so that people need to know only the change. */
export function receiveLevelTroubles(progress: LevelProgress): void {
  const at = workflowInfo().workflowId;
  const { change } = progress.where;
  let passed: Promise<void> | undefined;
  // The server delivers signals in any order, and a recovery that arrives before its trouble would leave the trouble there.
  const passInOrder = (act: () => Promise<void>): void => {
    passed = passed === undefined ? act() : passed.then(act);
  };
  receiveTroubles({
    comes: (trouble) => {
      progress.troubled(trouble);
      passInOrder(() => pass(change, troubled, { ...trouble, at }));
    },
    ends: (recovery) => {
      if (!progress.recovered(recovery)) return;
      passInOrder(() => pass(change, recovered, { activity: recovery.activity, at }));
    },
    open: () => progress.troubles,
  });
}

/** Where a change or a service keeps its troubles. */
export interface TroubleKeeper {
  readonly troubles: readonly Trouble[];
  troubled(trouble: Trouble): void;
  recovered(recovery: Recovery): void;
}

/** Receives the troubles of a change or service, of its own activities and of its levels, and tells people once of each. */
export function receiveOwnTroubles(keeper: TroubleKeeper, change?: string): void {
  const owner = workflowInfo().workflowId;
  receiveTroubles({
    comes: (trouble) => {
      const isNews = !keeper.troubles.some((known) => isSameTrouble(known, trouble) || known.because === trouble.because);
      keeper.troubled(trouble);
      if (isNews && trouble.name !== 'notify') void tellPeople({ change: owner, advice: troubleAdvice(change) }, trouble); // who cannot be told cannot be told of that
    },
    ends: (recovery) => keeper.recovered(recovery),
    open: () => keeper.troubles,
  });
}

async function tellPeople({ change, advice }: { change: string; advice: string }, trouble: Trouble): Promise<void> {
  const text = `${troubleSentence(trouble)}. ${advice}`;
  log({ change }, text);
  await notifyPeople({ change, subject: 'trouble', text });
}

/** A change that has ended needs to know nothing; a level that is being cancelled still passes on what it knows. */
async function pass<M>(change: string, signal: SignalDefinition<[M]>, message: M): Promise<void> {
  try {
    await CancellationScope.nonCancellable(() => getExternalWorkflowHandle(change).signal(signal, message));
  } catch (err) {
    if (!(err instanceof TemporalFailure)) throw err;
    log({ change }, `has ended, and cannot receive "${signal.name}"`);
  }
}
