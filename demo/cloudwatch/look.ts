import { paginateDescribeAlarms, ResourceNotFound, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { type Alarm, readAlarm } from './alarm';
import { evaluate, evaluationRange } from './evaluate';
import { closedPeriods, pointsIn, type Sample, samplesIn } from './periods';
import { reason } from './reason';
import { type Eyes, readSamples } from './samples';

/** Looks once at every metric alarm that the client can see, and sets the state of those that have to change. */
export async function look(eyes: Eyes): Promise<void> {
  const alarms = await readAlarms(eyes);
  const samples = await readSamples(eyes, alarms);
  for (const alarm of alarms) await settle(eyes, alarm, samples.get(alarm) ?? []);
}

async function readAlarms({ client, abortSignal }: Eyes): Promise<Alarm[]> {
  const alarms: Alarm[] = [];
  for await (const page of paginateDescribeAlarms({ client, pageSize: 100 }, { AlarmTypes: ['MetricAlarm'] }, { abortSignal })) {
    alarms.push(...(page.MetricAlarms ?? []).flatMap((told) => readAlarm(told) ?? []));
  }
  return alarms;
}

async function settle({ client, nowMs, abortSignal }: Eyes, alarm: Alarm, samples: readonly Sample[]): Promise<void> {
  const periods = closedPeriods(alarm.metric.periodMs, evaluationRange(alarm), nowMs);
  const state = evaluate(alarm, pointsIn(periods, samples));
  if (state === alarm.state) return; // only a change is told: telling a state again would be another line of its history
  const StateReason = reason(alarm, state, samplesIn(periods, samples));
  try {
    await client.send(new SetAlarmStateCommand({ AlarmName: alarm.name, StateValue: state, StateReason }), { abortSignal });
  } catch (err) {
    if (!(err instanceof ResourceNotFound)) throw err; // deleted since it was described: its stack was updated or is gone
  }
}
