import { paginateDescribeAlarms, ResourceNotFound, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { type Alarm, readAlarm } from './alarm';
import { evaluate, evaluationRange } from './evaluate';
import { closedPeriods, pointsIn, type Sample, samplesIn } from './periods';
import { reason } from './reason';
import { type AlarmAccess, readSamples } from './samples';

/** Evaluates every metric alarm of the scope once, and sets the states that have changed. */
export async function updateAlarms(access: AlarmAccess): Promise<void> {
  const alarms = await readAlarms(access);
  const samples = await readSamples(access, alarms);
  for (const alarm of alarms) await updateAlarm(access, alarm, samples.get(alarm) ?? []);
}

async function readAlarms({ client, abortSignal }: AlarmAccess): Promise<Alarm[]> {
  const alarms: Alarm[] = [];
  for await (const page of paginateDescribeAlarms({ client, pageSize: 100 }, { AlarmTypes: ['MetricAlarm'] }, { abortSignal })) {
    alarms.push(...(page.MetricAlarms ?? []).flatMap((described) => readAlarm(described) ?? []));
  }
  return alarms;
}

async function updateAlarm({ client, nowMs, abortSignal }: AlarmAccess, alarm: Alarm, samples: readonly Sample[]): Promise<void> {
  const periods = closedPeriods(alarm.metric.periodMs, evaluationRange(alarm), nowMs);
  const state = evaluate(alarm, pointsIn(periods, samples));
  if (state === alarm.state) return; // setting the same state again would add an entry to the alarm's history
  const StateReason = reason(alarm, state, samplesIn(periods, samples));
  try {
    await client.send(new SetAlarmStateCommand({ AlarmName: alarm.name, StateValue: state, StateReason }), { abortSignal });
  } catch (err) {
    if (!(err instanceof ResourceNotFound)) throw err; // else it was deleted since we read it, by an update or deletion of its stack
  }
}
