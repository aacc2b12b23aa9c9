import type { Request } from '../../pipeline/lanes/state';
import { below } from '../../pipeline/model/ids';
import { quick } from '../activities';
import type { AcceptLaneCommand } from '../messages/commands';
import { refusal } from '../messages/receive';
import type { TrafficControl } from './traffic-control';

/** Frees a stuck lane. While a workflow below its holder is open it may still put back what it touched, so nobody else may enter. */
export async function acceptLane({ lane, by, why }: AcceptLaneCommand, control: TrafficControl): Promise<string> {
  const holder = control.state.holders[lane];
  if (holder === undefined) return `${lane} is free already`;
  const open = await quick.openBelow.executeWithOptions({ summary: `what of ${holder.change} is open?` }, [
    { change: holder.change, known: workflowsOf(holder) },
  ]);
  if (open.length > 0) {
    const are = open.length === 1 ? 'is' : 'are';
    throw refusal(
      `${open.join(', ')} ${are} still open and may act in ${lane}: wait until ${open.length === 1 ? 'it has' : 'they have'} ended, or find out why not`,
    );
  }
  control.take({ kind: 'accepted', lane, by, why, at: new Date().toISOString() });
  return `${lane} is free`;
}

/** The workflows of a lane's holder whose ids are known: the change, its stage, and the Regions of its lanes. */
const workflowsOf = ({ change, stage, lanes }: Request): string[] => {
  const stageId = below(change, stage);
  return [change, stageId, ...lanes.map((lane) => below(stageId, lane.slice(lane.indexOf('/') + 1)))];
};
