import { PassThrough, Writable } from 'node:stream';
import type { Answers } from '../../../client/init/answers';
import { ask } from '../../../client/init/ask';
import { someAnswers } from './some-answers';

/** A terminal whose person types the next of these lines at each question, and leaves when none is left. */
function aTerminal(typed: readonly string[]) {
  const lines = [...typed];
  const input = new PassThrough();
  const shown: string[] = [];
  const output = new Writable({
    write(chunk, _, done) {
      shown.push(String(chunk));
      if (String(chunk).endsWith(': ')) {
        const line = lines.shift();
        if (line === undefined) input.end();
        else input.write(`${line}\n`);
      }
      done();
    },
  });
  return { input, output, shown: () => shown.join('') };
}

const without = (...keys: (keyof Answers)[]): Partial<Answers> =>
  Object.fromEntries(Object.entries(someAnswers).filter(([key]) => !keys.some((missing) => missing === key)));

describe('a person on a terminal', () => {
  test('is asked only for what was not given', async () => {
    const terminal = aTerminal(['billing']);
    expect(await ask(without('team'), terminal)).toEqual({ ...someAnswers, team: 'billing' });
    expect(terminal.shown()).toBe('the team that owns it, as in retail: ');
  });

  test('is asked again, with the reason, until the answer is right', async () => {
    const terminal = aTerminal(['', '1234', '333333333333']);
    expect(await ask(without('account'), terminal)).toEqual({ ...someAnswers, account: '333333333333' });
    expect(terminal.shown().match(/the AWS account of production, twelve digits: /g)).toHaveLength(3);
    expect(terminal.shown()).toContain('  an answer is required\n');
    expect(terminal.shown()).toMatch(/ {2}"1234" is .*AWS account: write/);
  });

  test('sees a proposal that follows from earlier answers, and accepts it with an empty line', async () => {
    const terminal = aTerminal(['eu-central-1', '']);
    expect(await ask(without('region', 'zone'), terminal)).toMatchObject({ region: 'eu-central-1', zone: 'euc1-az1' });
    expect(terminal.shown()).toContain('[euc1-az1]: ');
  });

  test('may leave in the middle, and there are no answers', async () => {
    expect(await ask(without('team', 'account'), aTerminal(['billing']))).toBeUndefined();
  });
});
