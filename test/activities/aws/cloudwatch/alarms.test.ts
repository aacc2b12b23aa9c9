import { alarmReader } from '../../../../activities/aws/cloudwatch/alarms';
import { anAlarm, counting, setState } from '../../builders/a-cloudwatch';
import { aSite } from '../../builders/a-site';

const { cloudWatch } = aSite();
const windowMs = 20;
const read = alarmReader(cloudWatch, windowMs);
/** Alarm times are whole seconds: the second in which the watch began counts. */
const before = Date.now() - 60_000;
const later = Date.now() + 60_000;

describe('an alarm', () => {
  test('is ok in state OK, firing in state ALARM, and unknown without data', async () => {
    await anAlarm(cloudWatch, 'ok', 'OK');
    await anAlarm(cloudWatch, 'firing', 'OK', 'ALARM');
    await anAlarm(cloudWatch, 'no-data', 'INSUFFICIENT_DATA');
    expect(await read({ names: ['ok', 'firing', 'no-data'], sinceMs: before })).toEqual([
      { name: 'ok', state: 'ok', fired: false, exists: true },
      { name: 'firing', state: 'firing', fired: true, exists: true },
      { name: 'no-data', state: 'unknown', fired: false, exists: true },
    ]);
  });

  test('that does not exist is unknown', async () => {
    expect(await read({ names: ['nowhere'], sinceMs: before })).toEqual([
      { name: 'nowhere', state: 'unknown', fired: false, exists: false },
    ]);
  });

  test('that fired and cleared between two looks has fired', async () => {
    await anAlarm(cloudWatch, 'blinked', 'OK', 'ALARM', 'OK');
    expect(await read({ names: ['blinked'], sinceMs: before })).toMatchObject([{ state: 'ok', fired: true }]);
  });

  test('that fired and then lost its data has fired', async () => {
    await anAlarm(cloudWatch, 'lost', 'ALARM', 'INSUFFICIENT_DATA');
    expect(await read({ names: ['lost'], sinceMs: before })).toMatchObject([{ state: 'unknown', fired: true }]);
  });

  test('that fired before the watch began has not fired since', async () => {
    await anAlarm(cloudWatch, 'earlier', 'ALARM', 'OK');
    expect(await read({ names: ['earlier'], sinceMs: later })).toMatchObject([{ state: 'ok', fired: false }]);
  });

  test('that is still firing counts, whenever it began', async () => {
    await anAlarm(cloudWatch, 'still', 'ALARM');
    expect(await read({ names: ['still'], sinceMs: later })).toMatchObject([{ state: 'firing', fired: true }]);
  });
});

describe('a batched call', () => {
  test('answers many looks, each with its own alarms and start', async () => {
    const { client, calls } = counting();
    await anAlarm(cloudWatch, 'shared', 'ALARM', 'OK');
    const shared = alarmReader(client, windowMs);
    const looks = await Promise.all([
      ...Array.from({ length: 30 }, () => shared({ names: ['shared', 'ok'], sinceMs: later })),
      shared({ names: ['shared'], sinceMs: before }),
    ]);
    expect(
      looks
        .slice(0, 30)
        .flat()
        .some(({ fired }) => fired),
    ).toBe(false);
    expect(looks[30]).toMatchObject([{ name: 'shared', fired: true }]);
    expect(calls).toEqual(['DescribeAlarms', 'DescribeAlarmHistory']);
  });

  test('reads no history if the state has not changed since the start', async () => {
    const { client, calls } = counting();
    await anAlarm(cloudWatch, 'quiet', 'OK');
    await alarmReader(client, windowMs)({ names: ['quiet'], sinceMs: later });
    expect(calls).toEqual(['DescribeAlarms']);
  });

  test('of more than a hundred names makes several calls, and misses none', async () => {
    const { client, calls } = counting();
    const names = Array.from({ length: 120 }, (_, index) => `many-${index}`);
    await Promise.all(names.map((name) => anAlarm(cloudWatch, name, 'OK')));
    await setState(cloudWatch, 'many-119', 'ALARM');
    const alarms = await alarmReader(client, windowMs)({ names, sinceMs: later });
    expect(alarms.map(({ name }) => name)).toEqual(names);
    expect(alarms.filter(({ state }) => state !== 'ok')).toMatchObject([{ name: 'many-119', state: 'firing' }]);
    expect(calls).toEqual(['DescribeAlarms', 'DescribeAlarms']);
  });

  test('that fails makes all its looks fail, but not the next', async () => {
    const { client } = counting();
    let fails = true;
    client.middlewareStack.add((next) => async (args) => {
      if (fails) throw new Error('throttled');
      return await next(args);
    });
    const reader = alarmReader(client, windowMs);
    const looks = await Promise.allSettled([1, 2].map(() => reader({ names: ['ok'], sinceMs: later })));
    expect(looks.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    fails = false;
    expect(await reader({ names: ['ok'], sinceMs: later })).toMatchObject([{ state: 'ok' }]);
  });
});
