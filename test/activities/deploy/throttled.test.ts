import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { connectAws } from '../../../activities/aws/accounts';
import type { DeployOutcome } from '../../../activities/contract';
import { FaultyProxy } from '../../../local/faulty-proxy';
import { aRelease, digestIn, note, table } from '../builders/a-release';
import { ASite, aSite, useEmulator } from '../builders/a-site';

const site = aSite();
const one = aRelease(note('one'));
const two = aRelease({ ...note('two'), ...table() });
const forward = ['DescribeStacks', 'DescribeStackEvents', 'CreateChangeSet', 'DescribeChangeSet', 'ExecuteChangeSet'];
const back = [...forward, 'DeleteChangeSet', 'GetTemplate'];

let proxy: FaultyProxy;
beforeAll(async () => {
  proxy = await FaultyProxy.start(process.env.SLIPWAY_TEST_EMULATOR ?? '');
});
afterAll(async () => await proxy.stop());

/** Throttles the next calls of these names, this often each; returns a function that returns the names still to be throttled. */
function throttle(actions: readonly string[], times: number): () => string[] {
  const left = new Map(actions.map((action) => [action, times]));
  proxy.fate = (action) => {
    const refusals = left.get(action) ?? 0;
    if (refusals > 0) left.set(action, refusals - 1);
    return refusals > 0 ? 'throttled' : 'answered';
  };
  return () => [...left].flatMap(([action, refusals]) => (refusals > 0 ? [action] : []));
}

/** The tokens of the operations that started on a stack, oldest first. */
async function operations(stack: string): Promise<(string | undefined)[]> {
  const started = (await site.events(stack)).filter(
    ({ LogicalResourceId, ResourceStatus }) =>
      LogicalResourceId === stack && (ResourceStatus === 'CREATE_IN_PROGRESS' || ResourceStatus === 'UPDATE_IN_PROGRESS'),
  );
  return started.map(({ ClientRequestToken }) => ClientRequestToken);
}

/** Attempts as the server makes them. The client has no retries, so each refusal ends an attempt, with an error that must say what it was. */
async function attempts(input: Parameters<ASite['deploy']>[0]): Promise<{ outcome: DeployOutcome; refused: number }> {
  const withoutRetries = new CloudFormationClient({ region: site.region, endpoint: proxy.endpoint, maxAttempts: 1 });
  for (let refused = 0; ; refused += 1) {
    try {
      return { outcome: await site.through({ cloudFormation: withoutRetries }).deploy(input), refused };
    } catch (err) {
      expect(err).toMatchObject({ name: 'Throttling', message: 'Rate exceeded' });
    }
  }
}

describe('R39: CloudFormation throttles', () => {
  test('every call of a creation, which happens once, and no attempt fails for good', async () => {
    const input = { target: site.target('create'), release: await site.save(two) };
    throttle(forward, 1);
    expect(await attempts(input)).toMatchObject({ outcome: { touched: true }, refused: forward.length });
    expect(await operations('create')).toEqual([expect.stringMatching(/^slipway-forward-/)]);
  });

  test('every call of an update and of its rollback, three times: each happens once', async () => {
    const target = site.target('update');
    const [before, after] = [await site.save(one), await site.save(two)];
    await site.deploy({ target, release: before });
    throttle(forward, 3);
    const input = { target, release: after, change: 'shop/2' };
    expect(await attempts(input)).toMatchObject({ outcome: { touched: true }, refused: 3 * forward.length });
    expect(await site.digest('update')).toBe(digestIn(two));

    throttle(back, 3);
    const undone = await attempts({ ...input, release: before, undoes: after, direction: 'back' });
    expect(undone).toMatchObject({ outcome: { touched: true, left: [{ what: expect.stringContaining('Table') }] } });
    expect(undone.refused).toBe(3 * back.length);
    expect(await site.digest('update')).toBe(digestIn(one));
    const ours = (direction: string) => expect.stringMatching(`^slipway-${direction}-[0-9a-f]{32}$`);
    expect(await operations('update')).toEqual([ours('forward'), ours('forward'), ours('back')]);
  });

  test('the clients of a worker: one attempt is enough', async () => {
    const refusing = throttle(['AssumeRole', 'GetCallerIdentity', ...forward], 1);
    useEmulator(site.account, proxy.endpoint);
    const worker = new ASite(site.account, site.region, connectAws({ role: 'slipway' }), site.releases);
    const input = { target: site.target('worker'), release: await site.save(one) };
    expect(await worker.deploy(input)).toMatchObject({ touched: true });
    expect(refusing()).toEqual([]);
    expect(await operations('worker')).toHaveLength(1);
  });
});
