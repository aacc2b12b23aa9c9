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

/** Which alarms to read, and since when a firing counts (ms since 1970). */
export interface AlarmsQuestion {
  readonly names: readonly string[];
  readonly sinceMs: number;
}

/** An alarm as it was read once; one that does not exist is `unknown`. */
export interface ReadAlarm extends SeenAlarm {
  readonly exists: boolean;
}

/** The limit of `DescribeAlarms`. */
const namesInACall = 100;

/** Reads alarms of one account and Region. All questions within a window of `windowMs` share their calls. */
export const alarmReader = (client: CloudWatchClient, windowMs: number) =>
  batched<AlarmsQuestion, ReadAlarm[]>(windowMs, async (questions) => {
    const described = await describe(client, [...new Set(questions.flatMap((question) => question.names))]);
    const histories = new Map<string, Promise<number[]>>();
    const earliestMs = Math.min(...questions.map((question) => question.sinceMs));
    const firedAt = (name: string) => {
      const history = histories.get(name) ?? firings(client, name, earliestMs);
      histories.set(name, history);
      return history;
    };
    return await Promise.all(
      questions.map((question) =>
        Promise.all(
          question.names.map((name) => readOne({ name, alarm: described.get(name), sinceMs: question.sinceMs, firedAt })),
        ),
      ),
    );
  });

type Alarm = MetricAlarm | CompositeAlarm;

interface OneAlarm {
  readonly name: string;
  readonly alarm: Alarm | undefined;
  readonly sinceMs: number;
  readonly firedAt: (name: string) => Promise<number[]>;
}

async function readOne({ name, alarm, sinceMs, firedAt }: OneAlarm): Promise<ReadAlarm> {
  if (alarm === undefined) return { name, state: 'unknown', fired: false, exists: false };
  const state = stateOf(alarm);
  const changed = alarm.StateTransitionedTimestamp ?? alarm.StateUpdatedTimestamp;
  // If the state has not changed since then, the alarm has not fired since then: this saves the call for the history.
  const mayHaveFired = state !== 'firing' && (changed === undefined || changed.getTime() >= wholeSecond(sinceMs));
  const fired = state === 'firing' || (mayHaveFired && (await firedAt(name)).some((ms) => ms >= wholeSecond(sinceMs)));
  return { name, state, fired, exists: true };
}

const stateOf = (alarm: Alarm): SeenAlarm['state'] =>
  alarm.StateValue === 'OK' ? 'ok' : alarm.StateValue === 'ALARM' ? 'firing' : 'unknown';

/** CloudWatch may round times down to whole seconds, so the second in which the watch began counts. */
const wholeSecond = (ms: number): number => Math.floor(ms / 1000) * 1000;

async function describe(client: CloudWatchClient, names: readonly string[]): Promise<Map<string, Alarm>> {
  const alarms = new Map<string, Alarm>();
  for (let from = 0; from < names.length; from += namesInACall) {
    const batch = names.slice(from, from + namesInACall);
    const page = await client.send(
      new DescribeAlarmsCommand({ AlarmNames: batch, AlarmTypes: ['MetricAlarm', 'CompositeAlarm'], MaxRecords: namesInACall }),
    );
    for (const alarm of [...(page.MetricAlarms ?? []), ...(page.CompositeAlarms ?? [])])
      if (alarm.AlarmName) alarms.set(alarm.AlarmName, alarm);
  }
  return alarms;
}

/** The times at which an alarm changed to ALARM, in ms since 1970. */
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

/** Read from the JSON of the item's data; if that is missing or has another shape, from the English summary. */
function wentIntoAlarm({ HistoryData, HistorySummary }: AlarmHistoryItem): boolean {
  const read = historySchema.safeParse(jsonOf(HistoryData));
  return read.success ? read.data.newState.stateValue === 'ALARM' : /to ALARM\b/.test(HistorySummary ?? '');
}

function jsonOf(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined; // not JSON: the summary decides
  }
}
