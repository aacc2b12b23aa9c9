import { addressedSteps, attributionProblem, releaseProblem, type StuckStep } from '../../../pipeline/model/person';

const step = (at: string): StuckStep => ({ at, what: `put ${at} back`, because: 'it cannot' });
const [west, east] = [step('shop/1/first/us-west-2'), step('shop/1/first/us-east-1')];

describe('a word about a step that is stuck', () => {
  test.each([
    ['all of them, where it names none', [west, east], { all: true }, [west, east]],
    ['the only one, where it names none', [west], { all: false }, [west]],
    ['the one that it names by the end of its id', [west, east], { at: 'us-east-1', all: false }, [east]],
    ['the one that it names by its whole id', [west, east], { at: west.at, all: true }, [west]],
  ])('is about %s', (_, stuck, word, steps) => {
    expect(addressedSteps(stuck, word)).toEqual({ kind: 'these', steps });
  });

  test.each([
    ['where nothing is stuck', [], { all: true }, 'nothing of it is stuck, so nothing waits for this'],
    ['where it names another', [west], { at: 'west-2', all: true }, `nothing is stuck at west-2: name one of ${west.at}`],
    [
      'where it takes one of several for done and does not say which',
      [west, east],
      { all: false },
      `more than one step is stuck: name one of ${west.at}, ${east.at}`,
    ],
  ])('is about nothing %s', (_, stuck, word, because) => {
    expect(addressedSteps(stuck, word)).toEqual({ kind: 'none', because });
  });
});

describe('a person’s word', () => {
  test.each([
    [{ by: 'ann', why: 'it is mended' }, undefined],
    [{ by: ' ', why: 'it is mended' }, 'say who you are: "by" is missing'],
    [{ why: 'it is mended' }, 'say who you are: "by" is missing'],
    [{ by: 'ann', why: 7 }, 'say why: "why" is missing, and the reason is kept'],
  ])('such as %j is looked at', (word, wrong) => {
    expect(attributionProblem(word)).toBe(wrong);
  });

  test.each(['found', 'sha256-0123456', '0123456', `sha256-${'a'.repeat(64)}`])('can name what is there as %s', (release) => {
    expect(releaseProblem(release)).toBeUndefined();
  });

  test.each(['', 'the old one', 'sha256-', '012345', null, 7])('cannot name what is there as %j', (release) => {
    expect(releaseProblem(release)).toMatch(/is no release: say what is there now/);
  });
});
