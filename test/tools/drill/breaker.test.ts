import { setTimeout as pause } from 'node:timers/promises';
import type { Standing } from '../../../pipeline/model/standing';
import { Breaker } from '../../../tools/drill/breaker';
import { SeededRandom } from '../../../tools/drill/seeded-random';
import { until } from '../../workflows/builders/until';

const where = { change: 'checkout/1', stage: 'first' };
const line = (standing: Standing) => ({ at: '', level: 'INFO', message: 'alarm a fired', where, standing });

function aBreaker(what = 'broke it') {
  const printed: string[] = [];
  let broken = false;
  const inject = async () => {
    broken = true;
    await pause(250); // longer than `until` pauses between two looks
    broken = false;
    return what || undefined;
  };
  const breaker = new Breaker({ inject }, new SeededRandom(7), (line) => printed.push(line));
  return { breaker, printed, isBroken: () => broken };
}

describe('the breaker', () => {
  test('injects a fault as soon as a change goes back, once in each story', async () => {
    const { breaker, printed } = aBreaker();
    for (const times of [1, 2]) {
      const over = new AbortController();
      const during = breaker.during(over.signal);
      breaker.onLogLine(line('going back'));
      breaker.onLogLine(line('going back')); // the level above logs it too
      await until('it broke something', () => printed.length === times);
      over.abort();
      await during;
    }
    expect(printed).toEqual(['broke it, during a rollback', 'broke it, during a rollback']);
    expect(breaker).toMatchObject({ faults: 2, faultsInRollback: 2 });
  });

  test('has repaired everything when a story is over', async () => {
    const { breaker, isBroken } = aBreaker();
    const over = new AbortController();
    const during = breaker.during(over.signal);
    breaker.onLogLine(line('going back'));
    await until('it is broken', isBroken);
    over.abort();
    await during;
    expect(isBroken()).toBe(false);
  });

  test('does not count a fault as during a rollback after the stage is back', async () => {
    const { breaker } = aBreaker();
    const over = new AbortController();
    const during = breaker.during(over.signal);
    breaker.onLogLine(line('going back'));
    breaker.onLogLine(line('put back'));
    await until('it broke something', () => breaker.faults === 1);
    over.abort();
    await during;
    expect(breaker.faultsInRollback).toBe(0);
  });

  test('does not count a fault without effect', async () => {
    const { breaker, printed, isBroken } = aBreaker('');
    const over = new AbortController();
    const during = breaker.during(over.signal);
    breaker.onLogLine(line('going back'));
    await until('it is broken', isBroken);
    over.abort();
    await during;
    expect([printed, breaker.faults]).toEqual([[], 0]);
  });
});
