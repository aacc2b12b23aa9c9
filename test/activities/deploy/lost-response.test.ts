import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { FaultyProxy } from '../../../local/faulty-proxy';
import { aRelease, digestIn, note } from '../builders/a-release';
import { aSite } from '../builders/a-site';

const site = aSite();
const one = aRelease(note('one'));
const two = aRelease(note('two'));

let proxy: FaultyProxy;
beforeAll(async () => {
  proxy = await FaultyProxy.start(process.env.SLIPWAY_TEST_EMULATOR ?? '');
});
afterAll(async () => await proxy.stop());

/** How many operations of a kind started on a stack, counted by their tokens. */
async function operations(stack: string, status: string): Promise<number> {
  const begun = (await site.events(stack)).filter(
    (event) => event.LogicalResourceId === stack && event.ResourceStatus === status,
  );
  const tokens = begun.map((event) => event.ClientRequestToken);
  expect(new Set(tokens).size).toBe(tokens.length);
  return tokens.length;
}

describe.each(['CreateChangeSet', 'ExecuteChangeSet'])('R35: the answer to %s is lost', (action) => {
  /** A client without retries: the next attempt of the activity does them, as after the death of a worker. */
  const lossy = () =>
    site.through({ cloudFormation: new CloudFormationClient({ region: site.region, endpoint: proxy.endpoint, maxAttempts: 1 }) });

  test('the update happens once', async () => {
    const target = site.target(`update-${action}`);
    await site.deploy({ target, release: await site.save(one) });
    const input = { target, release: await site.save(two), change: 'shop/2' };
    proxy.loseNextAnswer(action);
    await expect(lossy().deploy(input)).rejects.toThrow();
    expect(await lossy().deploy(input)).toMatchObject({ touched: true });
    expect(await operations(target.stack, 'UPDATE_IN_PROGRESS')).toBe(1);
    expect(await site.digest(target.stack)).toBe(digestIn(two));
  });

  test('the creation happens once', async () => {
    const input = { target: site.target(`create-${action}`), release: await site.save(one) };
    proxy.loseNextAnswer(action);
    await expect(lossy().deploy(input)).rejects.toThrow();
    expect(await lossy().deploy(input)).toMatchObject({ touched: true });
    expect(await operations(input.target.stack, 'CREATE_IN_PROGRESS')).toBe(1);
  });

  test('a retry by the SDK is not a second update either', async () => {
    const target = site.target(`sdk-${action}`);
    await site.deploy({ target, release: await site.save(one) });
    const calls = proxy.calls.filter((call) => call === action).length;
    proxy.loseNextAnswer(action);
    const again = site.through({ cloudFormation: new CloudFormationClient({ region: site.region, endpoint: proxy.endpoint }) });
    await again.deploy({ target, release: await site.save(two), change: 'shop/2' });
    expect(proxy.calls.filter((call) => call === action).length - calls).toBe(2);
    expect(await operations(target.stack, 'UPDATE_IN_PROGRESS')).toBe(1);
  });

  test('the rollback happens once', async () => {
    const input = await site.deployBoth(`back-${action}`, [one, two]);
    const { target } = input;
    proxy.loseNextAnswer(action);
    await expect(lossy().deploy(input)).rejects.toThrow();
    expect(await lossy().deploy(input)).toMatchObject({ touched: true });
    expect(await operations(target.stack, 'UPDATE_IN_PROGRESS')).toBe(2); // one forward, one back
    expect(await site.digest(target.stack)).toBe(digestIn(one));
  });
});
