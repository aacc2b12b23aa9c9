import {
  type AlarmHistoryItem,
  type CloudWatchClient,
  type CompositeAlarm,
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  type MetricAlarm,
} from '@aws-sdk/client-cloudwatch';
import { z } from 'zod';
import type { SeenAlarm } from '../../../pipeline/gates/bake-verdict';
import { batched } from './batch';

export interface AlarmsQuestion {
  readonly names: readonly string[];
  readonly sinceMs: number;
}

/** An alarm as one look saw it; one that does not exist is unknown. */
export interface ReadAlarm extends SeenAlarm {
  readonly exists: boolean;
}

const namesInACall = 100;

/** Reads alarms of one account and Region, all that is asked within the window at once. */
export const alarmReader = (client: CloudWatchClient, windowMs: number) =>
  batched<AlarmsQuestion, ReadAlarm[]>(windowMs, async (questions) => {
    const described = await describe(client, [...new Set(questions.flatMap((question) => question.names))]);
    const histories = new Map<string, Promise<number[]>>();
    const earliest = Math.min(...questions.map((question) => question.sinceMs));
    const firedAt = (name: string) => {
      const history = histories.get(name) ?? firings(client, name, earliest);
      histories.set(name, history);
      return history;
    };
    return await Promise.all(
      questions.map((question) =>
        Promise.all(question.names.map((name) => readOne(name, described.get(name), question.sinceMs, firedAt))),
      ),
    );
  });

type Alarm = MetricAlarm | CompositeAlarm;

async function readOne(
  name: string,
  alarm: Alarm | undefined,
  sinceMs: number,
  firedAt: (name: string) => Promise<number[]>,
): Promise<ReadAlarm> {
  if (alarm === undefined) return { name, state: 'unknown', fired: false, exists: false };
  const state = stateOf(alarm);
  const changed = alarm.StateTransitionedTimestamp ?? alarm.StateUpdatedTimestamp;
  // Nothing can have fired since if the state has not changed since; only where it may have does the history cost a call.
  const mayHaveFired = state !== 'firing' && (changed === undefined || changed.getTime() >= wholeSecond(sinceMs));
  const fired = state === 'firing' || (mayHaveFired && (await firedAt(name)).some((ms) => ms >= wholeSecond(sinceMs)));
  return { name, state, fired, exists: true };
}

const stateOf = (alarm: Alarm): SeenAlarm['state'] =>
  alarm.StateValue === 'OK' ? 'ok' : alarm.StateValue === 'ALARM' ? 'firing' : 'unknown';

/** Times of alarms may be whole seconds: the second in which the watch began counts. */
const wholeSecond = (ms: number): number => Math.floor(ms / 1000) * 1000;

async function describe(client: CloudWatchClient, names: readonly string[]): Promise<Map<string, Alarm>> {
  const found = new Map<string, Alarm>();
  for (let from = 0; from < names.length; from += namesInACall) {
    const asked = names.slice(from, from + namesInACall);
    const page = await client.send(
      new DescribeAlarmsCommand({ AlarmNames: asked, AlarmTypes: ['MetricAlarm', 'CompositeAlarm'], MaxRecords: namesInACall }),
    );
    for (const alarm of [...(page.MetricAlarms ?? []), ...(page.CompositeAlarms ?? [])])
      if (alarm.AlarmName) found.set(alarm.AlarmName, alarm);
  }
  return found;
}

/** When an alarm went into ALARM, in milliseconds. */
async function firings(client: CloudWatchClient, name: string, sinceMs: number): Promise<number[]> {
  const times: number[] = [];
  let next: string | undefined;
  do {
    const page = await client.send(
      new DescribeAlarmHistoryCommand({
        AlarmName: name,
        AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
        HistoryItemType: 'StateUpdate',
        StartDate: new Date(wholeSecond(sinceMs)),
        ...(next !== undefined && { NextToken: next }),
      }),
    );
    times.push(...(page.AlarmHistoryItems ?? []).filter(wentIntoAlarm).flatMap((item) => item.Timestamp?.getTime() ?? []));
    next = page.NextToken;
  } while (next !== undefined);
  return times;
}

const historySchema = z.looseObject({ newState: z.looseObject({ stateValue: z.string() }) });

/** The data says it in JSON; where it does not, the summary does in words. */
function wentIntoAlarm({ HistoryData, HistorySummary }: AlarmHistoryItem): boolean {
  const read = historySchema.safeParse(jsonOf(HistoryData));
  return read.success ? read.data.newState.stateValue === 'ALARM' : /to ALARM\b/.test(HistorySummary ?? '');
}

function jsonOf(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined; // no JSON: the summary decides
  }
}
