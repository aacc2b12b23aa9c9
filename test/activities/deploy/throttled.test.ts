import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { connectAws } from '../../../activities/aws/accounts';
import type { DeployOutcome } from '../../../activities/contract';
import { FaultyProxy } from '../../../local/faulty-proxy';
import { ASite, aSite, useEmulator } from '../builders/a-site';
import { aRelease, digestIn, note, table } from '../builders/a-stack';

const site = aSite();
const one = aRelease(note('one'));
const two = aRelease({ ...note('two'), ...table() });
const forward = ['DescribeStacks', 'DescribeStackEvents', 'CreateChangeSet', 'DescribeChangeSet', 'ExecuteChangeSet'];
const back = [...forward, 'DeleteChangeSet', 'GetTemplate'];

let way: FaultyProxy;
beforeAll(async () => {
  way = await FaultyProxy.start(process.env.SLIPWAY_TEST_EMULATOR ?? '');
});
afterAll(async () => await way.stop());

/** Refuses the next calls of these names as too many, this often each; answers the names that are still to be refused. */
function throttle(actions: readonly string[], times: number): () => string[] {
  const left = new Map(actions.map((action) => [action, times]));
  way.fate = (action) => {
    const refusals = left.get(action) ?? 0;
    if (refusals > 0) left.set(action, refusals - 1);
    return refusals > 0 ? 'throttled' : 'answered';
  };
  return () => [...left].flatMap(([action, refusals]) => (refusals > 0 ? [action] : []));
}

/** The tokens of the operations that began on a stack, oldest first. */
async function operations(stack: string): Promise<(string | undefined)[]> {
  const began = (await site.events(stack)).filter(
    ({ LogicalResourceId, ResourceStatus }) =>
      LogicalResourceId === stack && (ResourceStatus === 'CREATE_IN_PROGRESS' || ResourceStatus === 'UPDATE_IN_PROGRESS'),
  );
  return began.map(({ ClientRequestToken }) => ClientRequestToken);
}

/** Attempts as the server makes them. No client tries again by itself, so each refusal ends an attempt, and each must say what it was. */
async function attempts(told: Parameters<ASite['deploy']>[0]): Promise<{ outcome: DeployOutcome; refused: number }> {
  const impatient = new CloudFormationClient({ region: site.region, endpoint: way.endpoint, maxAttempts: 1 });
  for (let refused = 0; ; refused += 1) {
    try {
      return { outcome: await site.through({ cloudFormation: impatient }).deploy(told), refused };
    } catch (err) {
      expect(err).toMatchObject({ name: 'Throttling', message: 'Rate exceeded' });
    }
  }
}

describe('R39: CloudFormation answers that there are too many calls', () => {
  it('to every call of a create: it is made once, and no attempt fails for good', async () => {
    const told = { target: site.target('create'), release: await site.keep(two) };
    throttle(forward, 1);
    expect(await attempts(told)).toMatchObject({ outcome: { touched: true }, refused: forward.length });
    expect(await operations('create')).toEqual([expect.stringMatching(/^slipway-forward-/)]);
  });

  it('to every call of an update and of its way back, three times: each is made once', async () => {
    const target = site.target('update');
    const [before, after] = [await site.keep(one), await site.keep(two)];
    await site.deploy({ target, release: before });
    throttle(forward, 3);
    const told = { target, release: after, change: 'shop/2' };
    expect(await attempts(told)).toMatchObject({ outcome: { touched: true }, refused: 3 * forward.length });
    expect(await site.digest('update')).toBe(digestIn(two));

    throttle(back, 3);
    const undone = await attempts({ ...told, release: before, undoes: after, direction: 'back' });
    expect(undone).toMatchObject({ outcome: { touched: true, left: [{ what: expect.stringContaining('Table') }] } });
    expect(undone.refused).toBe(3 * back.length);
    expect(await site.digest('update')).toBe(digestIn(one));
    const ours = (direction: string) => expect.stringMatching(`^slipway-${direction}-[0-9a-f]{32}$`);
    expect(await operations('update')).toEqual([ours('forward'), ours('forward'), ours('back')]);
  });

  it('to the clients that a worker has: one attempt waits it out', async () => {
    const refusing = throttle(['AssumeRole', 'GetCallerIdentity', ...forward], 1);
    useEmulator(site.account, way.endpoint);
    const worker = new ASite(site.account, site.region, connectAws({ role: 'slipway' }), site.releases);
    const told = { target: site.target('worker'), release: await site.keep(one) };
    expect(await worker.deploy(told)).toMatchObject({ touched: true });
    expect(refusing()).toEqual([]);
    expect(await operations('worker')).toHaveLength(1);
  });
});
