import { chooseShare } from '../../../../demo/world/http/choose-share';
import type { Share } from '../../../../demo/world/target';

const shares = (...names: Share[]) => new Map(names.map((name) => [name, true]));
const firstHundred = Array.from({ length: 100 }, (_, nth) => nth);

describe('the load balancer of a zone', () => {
  test('sends exactly every tenth request to the one-box', () => {
    const toOneBox = firstHundred.filter((nth) => chooseShare(nth, shares('one-box', 'fleet')) === 'one-box');
    expect(toOneBox).toEqual([9, 19, 29, 39, 49, 59, 69, 79, 89, 99]);
  });

  test('sends everything to the fleet if there is no one-box', () => {
    expect(new Set(firstHundred.map((nth) => chooseShare(nth, shares('fleet'))))).toEqual(new Set(['fleet']));
  });

  test('sends everything to the one-box before there is a fleet', () => {
    expect(new Set(firstHundred.map((nth) => chooseShare(nth, shares('one-box'))))).toEqual(new Set(['one-box']));
  });

  test('has no share for a request if nothing runs', () => {
    expect(chooseShare(0, shares())).toBeUndefined();
  });
});
