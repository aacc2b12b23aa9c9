import { setTimeout as pause } from 'node:timers/promises';
import type { Standing } from '../../../pipeline/model/standing';
import { Breaker } from '../../../tools/drill/breaker';
import { SeededRandom } from '../../../tools/drill/seeded-random';
import { until } from '../../workflows/builders/until';

const where = { change: 'checkout/1', stage: 'first' };
const line = (standing: Standing) => ({ at: '', level: 'INFO', message: 'alarm a fired', where, standing });

function aBreaker(what = 'broke it') {
  const said: string[] = [];
  let broken = false;
  const inject = async () => {
    broken = true;
    await pause(20);
    broken = false;
    return what || undefined;
  };
  const breaker = new Breaker({ inject }, new SeededRandom(7), (told) => said.push(told));
  return { breaker, said, isBroken: () => broken };
}

describe('the breaker', () => {
  test('injects a fault as soon as a change goes back, once in each story', async () => {
    const { breaker, said } = aBreaker();
    for (const times of [1, 2]) {
      const over = new AbortController();
      const during = breaker.during(over.signal);
      breaker.hear(line('going back'));
      breaker.hear(line('going back')); // the level above says so too
      await until('it broke something', () => said.length === times);
      over.abort();
      await during;
    }
    expect(said).toEqual(['broke it, in a way back', 'broke it, in a way back']);
    expect(breaker).toMatchObject({ times: 2, timesInWayBack: 2 });
  });

  test('has repaired everything when a story is over', async () => {
    const { breaker, isBroken } = aBreaker();
    const over = new AbortController();
    const during = breaker.during(over.signal);
    breaker.hear(line('going back'));
    await until('it is broken', isBroken);
    over.abort();
    await during;
    expect(isBroken()).toBe(false);
  });

  test('does not count a fault as during a rollback after the stage is back', async () => {
    const { breaker } = aBreaker();
    const over = new AbortController();
    const during = breaker.during(over.signal);
    breaker.hear(line('going back'));
    breaker.hear(line('put back'));
    await until('it broke something', () => breaker.times === 1);
    over.abort();
    await during;
    expect(breaker.timesInWayBack).toBe(0);
  });

  test('does not count a fault without effect', async () => {
    const { breaker, said, isBroken } = aBreaker('');
    const over = new AbortController();
    const during = breaker.during(over.signal);
    breaker.hear(line('going back'));
    await until('it is broken', isBroken);
    over.abort();
    await during;
    expect([said, breaker.times]).toEqual([[], 0]);
  });
});
