import { answerAdvice, openQuestions, type Question } from '../../../pipeline/gates/question';

const asked = (digest: string, ...rows: string[]): Question => ({ component: 'table', rows, digest });

describe('the questions of a stage', () => {
  test('are asked once for each digest, in the order of deployment, without those that people have allowed', () => {
    expect(openQuestions([asked('a', 'one'), asked('b', 'two'), asked('a', 'one'), asked('c', 'three')], ['c'])).toEqual([
      asked('a', 'one'),
      asked('b', 'two'),
    ]);
  });

  test('show the rows of one place, and count the others that have the same', () => {
    const places = ['us-west-2', 'us-west-2', 'eu-west-1', 'us-east-1'].map((region) => asked('a', `Orders in ${region}`));
    expect(openQuestions(places, [])).toEqual([asked('a', 'Orders in us-west-2', 'the same in 2 more places of the stage')]);
    expect(openQuestions(places.slice(1, 3), [])[0]?.rows[1]).toBe('the same in 1 more place of the stage');
  });

  test('are answered by a command for each component', () => {
    const questions = [asked('a', 'one'), asked('b', 'two'), { ...asked('c', 'three'), component: 'cache' }];
    expect(answerAdvice({ change: 'shop/3f2a1c9d04be', stage: 'first' }, questions)).toBe(
      'To allow it, run `slipway approve shop/3f2a1c9d04be --stage first --component table --why …` and `slipway approve shop/3f2a1c9d04be --stage first --component cache --why …`; to forbid it, `slipway reject` with the same options; or send the signal or update "approve" or "reject" with "component" to the change',
    );
  });
});
