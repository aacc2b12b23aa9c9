/** The outcomes of a way back that leaves a stack where nothing ran before. */
import type { DeployOutcome } from '../../contract';
import type { StackState } from '../cloudformation/stack';

/** A stack whose data cannot be recreated. `stateful`: where that is, by the paths of the resources. */
export const leftWithData = (stack: string, stateful: readonly string[]): DeployOutcome =>
  leaving('left in place', {
    what: `${stack} stays: the data in ${stateful.join(', ')} cannot be recreated`,
    action: 'if nobody needs it, delete the stack by hand',
  });

/** A stack that this change did not create; `undefined` if it is not known what to make of it. */
export function leftAlone(stack: string, state: StackState, change: string): DeployOutcome | undefined {
  if (state.condition === 'failedCreate') return leaving('left as it was found: its creation had failed');
  if (state.condition !== 'steady' || state.change === change) return undefined;
  return leaving('left as it is', {
    what: `${stack} stays: it did not exist at first, and this change never altered it`,
    action: 'nothing to do: the next change updates it',
  });
}

/** An empty stack without a change set: nobody knows who made it. */
export const leftEmpty = (stack: string): DeployOutcome =>
  leaving('left as it is: an empty stack without a change set', {
    what: `${stack} stays: it is empty, and has no change set that says who made it`,
    action: 'nothing to do: the next change uses it; or delete it by hand if nobody needs it',
  });

/** An empty stack in which others prepare something. `because` names their change sets. */
export const othersEmpty = (stack: string, because: string): DeployOutcome =>
  leaving('left as it is: somebody else prepares it', {
    what: `${stack} stays: it is empty, and somebody else prepares it, with ${because}`,
    action:
      'delete it by hand if nobody needs it, or rename the component, the zone or the pipeline: the next change needs the name',
  });

const leaving = (what: string, ...left: DeployOutcome['left']): DeployOutcome => ({ touched: false, what, left });
