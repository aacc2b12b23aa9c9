import { aCall } from '../calls/a-call';
import type { RecordedCall } from '../calls/recorded-call';
import { mayEnd } from './region-order';

const [ahead, behind] = ['change/second/eu-west-1', 'change/second/us-east-1'];
const order = { ahead, behind, aheadHasEnded: async () => false };
const steps = (region: string, count: number): RecordedCall[] =>
  Array.from({ length: count }, (_, index) => aCall(`bake ${index + 1}`, region));
const watches = [ahead, behind].map((region) => aCall('watch', region));

/** Whether step k of a Region may end when so many steps of both have begun. */
async function mayEndStep(
  region: string,
  k: number,
  [stepsAhead, stepsBehind]: readonly [RecordedCall[], RecordedCall[]],
  hasEnded = false,
): Promise<boolean> {
  const call = (region === ahead ? stepsAhead : stepsBehind)[k - 1];
  if (call === undefined) throw new Error(`step ${k} of ${region} has not begun`);
  return await mayEnd(call, [...watches, ...stepsAhead, ...stepsBehind], { ...order, aheadHasEnded: async () => hasEnded });
}

describe('the order of two Regions', () => {
  test('lets the Region ahead continue when the other is one step behind, and the other when it is two steps behind', async () => {
    expect(await mayEndStep(ahead, 3, [steps(ahead, 3), steps(behind, 1)])).toBe(false);
    expect(await mayEndStep(ahead, 3, [steps(ahead, 3), steps(behind, 2)])).toBe(true);
    expect(await mayEndStep(behind, 2, [steps(ahead, 3), steps(behind, 2)])).toBe(false);
    expect(await mayEndStep(behind, 2, [steps(ahead, 4), steps(behind, 2)])).toBe(true);
  });

  test('keeps the last steps of the Region behind open until the other has ended', async () => {
    const all = [...steps(ahead, 3), aCall('bake region eu-west-1', ahead)];
    expect(await mayEndStep(behind, 3, [all, steps(behind, 3)])).toBe(false);
    expect(await mayEndStep(behind, 3, [all, steps(behind, 3)], true)).toBe(true);
  });

  test('lets the first looks end when both Regions have begun their first step, the Region ahead first', async () => {
    const [first, second] = watches.map((watch): RecordedCall => ({ ...watch, outcome: 'stopped' }));
    if (first === undefined || second === undefined) throw new Error('expected two watches');
    const begun = [...steps(ahead, 1), ...steps(behind, 1)];
    expect(await mayEnd(first, [first, second, ...steps(ahead, 1)], order)).toBe(false);
    expect(await mayEnd(first, [first, second, ...begun], order)).toBe(true);
    expect(await mayEnd(second, [first, second, ...begun], order)).toBe(false);
    expect(await mayEnd(second, [{ ...first, outcome: 'succeeded' }, second, ...begun], order)).toBe(true);
  });

  test('never delays a call that is not a step of a Region', async () => {
    for (const call of [aCall('back table eu-west-1', ahead), aCall('build', 'change')]) {
      expect(await mayEnd(call, [call], order)).toBe(true);
    }
  });
});
