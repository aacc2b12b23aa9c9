import { aCall } from './runner/a-call';
import type { Call } from './runner/call';
import { mayEnd } from './runner/lockstep';

const [ahead, behind] = ['change/second/eu-west-1', 'change/second/us-east-1'];
const steps = (region: string, count: number): Call[] =>
  Array.from({ length: count }, (_, index) => aCall(`bake ${index + 1}`, region));
const watches = [ahead, behind].map((region) => aCall('watch', region));

/** Whether the k-th act of a Region may end when so many of both have begun. */
async function ends(
  region: string,
  k: number,
  [aheads, behinds]: readonly [Call[], Call[]],
  hasAnswered = false,
): Promise<boolean> {
  const call = (region === ahead ? aheads : behinds)[k - 1];
  if (call === undefined) throw new Error('it has not begun');
  return await mayEnd(call, [...watches, ...aheads, ...behinds], { ahead, behind, answered: async () => hasAnswered });
}

test('the Region ahead goes on once the other is one act behind it, and the other once it is two acts ahead', async () => {
  expect(await ends(ahead, 3, [steps(ahead, 3), steps(behind, 1)])).toBe(false);
  expect(await ends(ahead, 3, [steps(ahead, 3), steps(behind, 2)])).toBe(true);
  expect(await ends(behind, 2, [steps(ahead, 3), steps(behind, 2)])).toBe(false);
  expect(await ends(behind, 2, [steps(ahead, 4), steps(behind, 2)])).toBe(true);
});

test('the last acts of the Region behind wait until the wave has heard of the other', async () => {
  const whole = [...steps(ahead, 3), aCall('bake region eu-west-1', ahead)];
  expect(await ends(behind, 3, [whole, steps(behind, 3)])).toBe(false);
  expect(await ends(behind, 3, [whole, steps(behind, 3)], true)).toBe(true);
});

test('a first look ends while both Regions stand at their first act, the other Region’s after it', async () => {
  const [first, second] = watches.map((watch): Call => ({ ...watch, end: 'stopped' }));
  if (first === undefined || second === undefined) throw new Error('there are two');
  const lockstep = { ahead, behind, answered: async () => false };
  const begun = [...steps(ahead, 1), ...steps(behind, 1)];
  expect(await mayEnd(first, [first, second, ...steps(ahead, 1)], lockstep)).toBe(false);
  expect(await mayEnd(first, [first, second, ...begun], lockstep)).toBe(true);
  expect(await mayEnd(second, [first, second, ...begun], lockstep)).toBe(false);
  expect(await mayEnd(second, [{ ...first, end: 'well' }, second, ...begun], lockstep)).toBe(true);
});

test('what is no act of a Region’s way there is never held up', async () => {
  const lockstep = { ahead, behind, answered: async () => false };
  for (const call of [aCall('back table eu-west-1', ahead), aCall('build', 'change')]) {
    expect(await mayEnd(call, [call], lockstep)).toBe(true);
  }
});
