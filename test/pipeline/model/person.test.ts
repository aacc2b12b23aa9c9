import { addressedSteps, attributionProblem, releaseProblem, type StuckStep } from '../../../pipeline/model/person';

const step = (at: string): StuckStep => ({ at, what: `put ${at} back`, because: 'it cannot' });
const [west, east] = [step('shop/1/first/us-west-2'), step('shop/1/first/us-east-1')];

describe('a command about a stuck step', () => {
  test.each([
    ['all of them if it names none', [west, east], { all: true }, [west, east]],
    ['the only one if it names none', [west], { all: false }, [west]],
    ['the one whose id ends in its name', [west, east], { at: 'us-east-1', all: false }, [east]],
    ['the one with the id that it names', [west, east], { at: west.at, all: true }, [west]],
  ])('is about %s', (_, stuck, command, steps) => {
    expect(addressedSteps(stuck, command)).toEqual({ kind: 'these', steps });
  });

  test.each([
    ['if nothing is stuck', [], { all: true }, 'no step of this change is stuck, so there is nothing to decide'],
    ['if it names another', [west], { at: 'west-2', all: true }, `nothing is stuck at west-2: name one of ${west.at}`],
    [
      'if it accepts one of several without naming it',
      [west, east],
      { all: false },
      `more than one step is stuck: name one of ${west.at}, ${east.at}`,
    ],
  ])('is about nothing %s', (_, stuck, command, because) => {
    expect(addressedSteps(stuck, command)).toEqual({ kind: 'none', because });
  });
});

describe('the attribution of a decision', () => {
  test.each([
    [{ by: 'ann', why: 'it is fixed' }, undefined],
    [{ by: ' ', why: 'it is fixed' }, '"by" is missing: say who you are'],
    [{ why: 'it is fixed' }, '"by" is missing: say who you are'],
    [{ by: 'ann', why: 7 }, '"why" is missing: give the reason, which is kept'],
  ])('is checked: %j', (attribution, problem) => {
    expect(attributionProblem(attribution)).toBe(problem);
  });

  test.each(['found', 'sha256-0123456', '0123456', `sha256-${'a'.repeat(64)}`])('can name the release as %s', (release) => {
    expect(releaseProblem(release)).toBeUndefined();
  });

  test.each(['', 'the old one', 'sha256-', '012345', null, 7])('cannot name the release as %j', (release) => {
    expect(releaseProblem(release)).toMatch(/is not a release: write "found", or the id/);
  });
});
