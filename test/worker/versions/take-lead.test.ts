import type { Deployment } from '../../../worker/versions/deployment';
import { takeLead } from '../../../worker/versions/take-lead';

jest.mock('node:timers/promises', () => ({ setTimeout: async () => {} })); // no pause between two questions

/** A server that refuses in these words, one after the other, and then agrees. */
function aServerThatSays(...refusals: string[]): Deployment {
  const answers = [...refusals];
  const server: Pick<Deployment, 'name' | 'standing' | 'makeCurrent'> = {
    name: 'slipway',
    standing: async () => ({ current: 'old', known: [{ buildId: 'mine', isSettled: false }] }),
    makeCurrent: async () => answers.shift(),
  };
  return server as Deployment;
}

/** What a worker says until it has the lead. */
async function saidTo(deployment: Deployment): Promise<string[]> {
  const said: string[] = [];
  const leads = await takeLead({
    deployment,
    buildId: 'mine',
    asTold: false,
    say: (line) => said.push(line),
    isOver: () => false,
  });
  expect(leads).toBe('take');
  return said;
}

const times = (count: number, refusal: string): string[] => Array<string>(count).fill(refusal);

describe('a worker whose version is to get what is new', () => {
  it('is silent of a refusal that is soon over, for its task queues are met one after the other', async () => {
    const server = aServerThatSays(...times(5, 'missing active task queues'), ...times(6, 'missing one task queue'));
    expect(await saidTo(server)).toEqual(['version mine is current: what is new comes here']);
  });

  it('tells once of one that lasts, and once of another that lasts', async () => {
    const server = aServerThatSays(
      ...times(40, 'another identity manages this'),
      'the namespace is read only',
      'another identity manages this',
    );
    expect(await saidTo(server)).toEqual([
      expect.stringMatching(
        /^version mine is not made current: another identity manages this\. By hand: temporal worker deployment /,
      ),
      expect.stringMatching(/^version mine is not made current: the namespace is read only\. By hand: /),
      'version mine is current: what is new comes here',
    ]);
  });
});
