import { setTimeout as pause } from 'node:timers/promises';
import type { Standing } from '../../../pipeline/model/standing';
import { Breaker } from '../../../tools/drill/breaker';
import { Chance } from '../../../tools/drill/chance';
import { until } from '../../workflows/builders/until';

const where = { change: 'checkout/1', stage: 'first' };
const line = (standing: Standing) => ({ at: '', level: 'INFO', message: 'alarm a fired', where, standing });

function aBreaker(what = 'broke it') {
  const said: string[] = [];
  let broken = false;
  const once = async () => {
    broken = true;
    await pause(250); // longer than `until` pauses between two looks
    broken = false;
    return what || undefined;
  };
  const breaker = new Breaker({ once }, new Chance(7), (told) => said.push(told));
  return { breaker, said, isBroken: () => broken };
}

describe('the breaker', () => {
  it('breaks something as soon as a change goes back, once for each story', async () => {
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

  it('leaves nothing broken when a story is over', async () => {
    const { breaker, isBroken } = aBreaker();
    const over = new AbortController();
    const during = breaker.during(over.signal);
    breaker.hear(line('going back'));
    await until('it is broken', isBroken);
    over.abort();
    await during;
    expect(isBroken()).toBe(false);
  });

  it('does not take a stage that is back for one that goes back', async () => {
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

  it('does not count what came to nothing', async () => {
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
