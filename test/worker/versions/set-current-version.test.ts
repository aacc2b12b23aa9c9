import type { Deployment } from '../../../worker/versions/deployment';
import { setCurrentVersion } from '../../../worker/versions/set-current-version';

jest.mock('node:timers/promises', () => ({ setTimeout: async () => {} })); // no pause between two tries

/** A server that refuses with these messages, one after the other, and then accepts. */
function refusing(...refusals: string[]): Deployment {
  const answers = [...refusals];
  const server: Pick<Deployment, 'name' | 'versions' | 'setCurrent'> = {
    name: 'slipway',
    versions: async () => ({ current: 'old', versions: [{ buildId: 'mine', isReplacedOrRamping: false }] }),
    setCurrent: async () => answers.shift(),
  };
  return server as Deployment;
}

/** What a worker logs until its version is current. */
async function loggedWith(deployment: Deployment): Promise<string[]> {
  const lines: string[] = [];
  const decision = await setCurrentVersion({
    deployment,
    buildId: 'mine',
    isRequested: false,
    log: (line) => lines.push(line),
    hasStopped: () => false,
  });
  expect(decision).toBe('set');
  return lines;
}

const times = (count: number, refusal: string): string[] => Array<string>(count).fill(refusal);

describe('a worker whose version is to become current', () => {
  test('does not log a refusal that ends soon, while the server learns of its task queues', async () => {
    const server = refusing(...times(5, 'missing active task queues'), ...times(6, 'missing one task queue'));
    expect(await loggedWith(server)).toEqual(['version mine is current: new workflows start here']);
  });

  test('logs a lasting refusal once, and another one once', async () => {
    const server = refusing(
      ...times(40, 'another identity manages this'),
      'the namespace is read only',
      'another identity manages this',
    );
    expect(await loggedWith(server)).toEqual([
      expect.stringMatching(
        /^the server does not make version mine current: another identity manages this\. To do it by hand: temporal worker deployment /,
      ),
      expect.stringMatching(/^the server does not make version mine current: the namespace is read only\. To do it by hand: /),
      'version mine is current: new workflows start here',
    ]);
  });
});
