import { getExternalWorkflowHandle, TemporalFailure } from '@temporalio/workflow';
import { goodAt } from '../../pipeline/lanes/good-releases';
import type { ServiceCommand } from '../../pipeline/lanes/state';
import { short } from '../../pipeline/model/ids';
import { quick } from '../activities';
import type { ChangeInput } from '../messages/inputs';
import { granted } from '../messages/service-messages';
import { notifyPeople } from '../people/notify';
import { reasonOf } from '../setback';
import type { TrafficControl } from './traffic-control';

type Start = Extract<ServiceCommand, { readonly kind: 'start' }>;
type Grant = Extract<ServiceCommand, { readonly kind: 'grant' }>;

/** Carries out one command of traffic control. */
export async function carryOut(command: ServiceCommand, control: TrafficControl): Promise<void> {
  switch (command.kind) {
    case 'start':
      return await startChange(command, control);
    case 'grant':
      return await grantLanes(command, control);
    case 'notifyPeople':
      return await notifyPeople({ change: command.change, subject: 'stuck lane', text: command.text });
  }
}

async function startChange({ change, number, base }: Start, control: TrafficControl): Promise<void> {
  const merged = control.takeOutMerge(change);
  const { pipeline, merge } = merged;
  const input = {
    id: change,
    summary: `${pipeline.name} #${number}, commit ${short(merge.commit)}`,
    argument: { ...merged, number, base } satisfies ChangeInput,
    searchAttributes: { service: control.state.service, pipeline: pipeline.name, change },
  };
  try {
    const { running } = await quick.startChange.executeWithOptions({ summary: `start ${change}` }, [input]);
    control.take({ kind: running ? 'started' : 'gone', change });
  } catch (err) {
    const text = `it cannot be started: ${reasonOf(err)}. Fix that, then submit the merge again`; // rethrows a bug
    control.take({ kind: 'gone', change });
    await notifyPeople({ change, subject: 'not started', text });
  }
}

async function grantLanes({ kind: _, ...request }: Grant, control: TrafficControl): Promise<void> {
  const { state } = control;
  const pipeline = state.living.find((living) => living.id === request.change)?.pipeline ?? '';
  const unknown = request.lanes.filter((lane) => goodAt(state, lane, { pipeline }) === null);
  try {
    await getExternalWorkflowHandle(request.change).signal(granted, { ...request, unknown });
  } catch (err) {
    if (!(err instanceof TemporalFailure)) throw err;
    control.take({ kind: 'gone', change: request.change }); // it ended before the grant arrived, so it touched nothing under it
  }
}
