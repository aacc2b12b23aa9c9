import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { FaultyProxy } from '../../../local/faulty-proxy';
import { aSite } from '../builders/a-site';
import { aRelease, digestIn, note } from '../builders/a-stack';

const site = aSite();
const one = aRelease(note('one'));
const two = aRelease(note('two'));

let way: FaultyProxy;
beforeAll(async () => {
  way = await FaultyProxy.start(process.env.SLIPWAY_TEST_EMULATOR ?? '');
});
afterAll(async () => await way.stop());

/** How many operations of a kind began on a stack, counted by the token that each bears. */
async function operations(stack: string, status: string): Promise<number> {
  const begun = (await site.events(stack)).filter(
    (event) => event.LogicalResourceId === stack && event.ResourceStatus === status,
  );
  const tokens = begun.map((event) => event.ClientRequestToken);
  expect(new Set(tokens).size).toBe(tokens.length);
  return tokens.length;
}

describe.each(['CreateChangeSet', 'ExecuteChangeSet'])('R35: the answer to %s is lost', (action) => {
  /** A client that does not try again by itself: the next attempt of the activity does, as after the death of a worker. */
  const lossy = () =>
    site.through({ cloudFormation: new CloudFormationClient({ region: site.region, endpoint: way.endpoint, maxAttempts: 1 }) });

  it('the update happens once', async () => {
    const target = site.target(`update-${action}`);
    await site.deploy({ target, release: await site.keep(one) });
    const told = { target, release: await site.keep(two), change: 'shop/2' };
    way.loseNextAnswer(action);
    await expect(lossy().deploy(told)).rejects.toThrow();
    expect(await lossy().deploy(told)).toMatchObject({ touched: true });
    expect(await operations(target.stack, 'UPDATE_IN_PROGRESS')).toBe(1);
    expect(await site.digest(target.stack)).toBe(digestIn(two));
  });

  it('the create happens once', async () => {
    const told = { target: site.target(`create-${action}`), release: await site.keep(one) };
    way.loseNextAnswer(action);
    await expect(lossy().deploy(told)).rejects.toThrow();
    expect(await lossy().deploy(told)).toMatchObject({ touched: true });
    expect(await operations(told.target.stack, 'CREATE_IN_PROGRESS')).toBe(1);
  });

  it('the SDK’s own second try is not a second update either', async () => {
    const target = site.target(`sdk-${action}`);
    await site.deploy({ target, release: await site.keep(one) });
    const calls = way.calls.filter((call) => call === action).length;
    way.loseNextAnswer(action);
    const again = site.through({ cloudFormation: new CloudFormationClient({ region: site.region, endpoint: way.endpoint }) });
    await again.deploy({ target, release: await site.keep(two), change: 'shop/2' });
    expect(way.calls.filter((call) => call === action).length - calls).toBe(2);
    expect(await operations(target.stack, 'UPDATE_IN_PROGRESS')).toBe(1);
  });

  it('the way back happens once', async () => {
    const target = site.target(`back-${action}`);
    const before = await site.keep(one);
    const after = await site.keep(two);
    await site.deploy({ target, release: before });
    await site.deploy({ target, release: after, change: 'shop/2' });
    const told = { target, release: before, change: 'shop/2', direction: 'back', undoes: after } as const;
    way.loseNextAnswer(action);
    await expect(lossy().deploy(told)).rejects.toThrow();
    expect(await lossy().deploy(told)).toMatchObject({ touched: true });
    expect(await operations(target.stack, 'UPDATE_IN_PROGRESS')).toBe(2); // one there, one back
    expect(await site.digest(target.stack)).toBe(digestIn(one));
  });
});
