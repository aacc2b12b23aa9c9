import { PassThrough, Writable } from 'node:stream';
import type { Answers } from '../../../client/init/answers';
import { ask } from '../../../client/init/ask';
import { someAnswers } from './some-answers';

/** A terminal whose person types the next of these lines whenever a question stands there, and leaves when none is left. */
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
  it('is asked for what was not given and for nothing else', async () => {
    const terminal = aTerminal(['billing']);
    expect(await ask(without('team'), terminal)).toEqual({ ...someAnswers, team: 'billing' });
    expect(terminal.shown()).toBe('the team that owns it, as in retail: ');
  });

  it('is asked again, and told why, until the answer is right', async () => {
    const terminal = aTerminal(['', '1234', '333333333333']);
    expect(await ask(without('account'), terminal)).toEqual({ ...someAnswers, account: '333333333333' });
    expect(terminal.shown().match(/the twelve digits of the AWS account of production: /g)).toHaveLength(3);
    expect(terminal.shown()).toContain('  something must be said\n');
    expect(terminal.shown()).toContain('  "1234" is not an AWS account: write its twelve digits\n');
  });

  it('is proposed what follows from the answers before, and takes it by saying nothing', async () => {
    const terminal = aTerminal(['eu-central-1', '']);
    expect(await ask(without('region', 'zone'), terminal)).toMatchObject({ region: 'eu-central-1', zone: 'euc1-az1' });
    expect(terminal.shown()).toContain('[euc1-az1]: ');
  });

  it('may leave in the middle, and nothing comes of it', async () => {
    expect(await ask(without('team', 'account'), aTerminal(['billing']))).toBeUndefined();
  });
});
