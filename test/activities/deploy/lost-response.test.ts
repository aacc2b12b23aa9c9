import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { changeSetName } from '../../../activities/aws/cloudformation/change-set/name';
import { FaultyProxy } from '../../../local/faulty-proxy';
import type { BuiltRelease } from '../../../pipeline/model/release';
import { refusal } from '../builders/a-fake-cloudformation';
import { FakeStack } from '../builders/a-fake-stack';
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

describe('an execution that begins only after the worker that asked for it died', () => {
  const change = 'shop/2';
  const tagsOf = (release: BuiltRelease, by: string) => [
    { Key: 'slipway:digest', Value: digestIn(release) },
    { Key: 'slipway:change', Value: by },
  ];

  test('is waited for by the way back, which then undoes it: the stack only looks as if it ran the earlier release', async () => {
    const [release, undoes] = [await site.save(one), await site.save(two)];
    const token = changeSetName({ change, stack: 'late', release: undoes, direction: 'forward' });
    let looks = 0;
    const begun = () => looks > 1; // at the second look, CloudFormation has begun
    const stack: FakeStack = new FakeStack({
      name: 'late',
      changeSets: [{ rows: [] }],
      answers: {
        DeleteChangeSet: ({ ChangeSetName }) => {
          if (ChangeSetName === token) throw refusal('InvalidChangeSetStatusException', 'it is being executed');
          return {};
        },
        DescribeChangeSet: ({ ChangeSetName }) => {
          if (ChangeSetName === token) return { ExecutionStatus: 'EXECUTE_IN_PROGRESS', Status: 'CREATE_COMPLETE' };
          if (stack.created.length === 0 || stack.calls.includes('ExecuteChangeSet'))
            throw refusal('ChangeSetNotFoundException', 'gone');
          return { ChangeSetId: 'arn:back', Status: 'CREATE_COMPLETE', ExecutionStatus: 'AVAILABLE', Changes: [] };
        },
        DescribeStackEvents: () => {
          looks += 1;
          const EventId = String(looks);
          const of = { StackId: 'late', StackName: 'late', Timestamp: undefined, EventId };
          const back = stack.calls.includes('ExecuteChangeSet') ? [stack.created[0]?.ChangeSetName] : [];
          return {
            StackEvents: [...back, ...(begun() ? [token] : [])].map((ClientRequestToken) => ({ ...of, ClientRequestToken })),
          };
        },
        DescribeStacks: () => {
          const now = begun() ? tagsOf(two, change) : tagsOf(one, 'shop/1');
          const Tags = stack.calls.includes('ExecuteChangeSet') ? stack.created[0]?.Tags : now;
          return {
            Stacks: [{ StackName: 'late', StackId: 'late', CreationTime: undefined, StackStatus: 'UPDATE_COMPLETE', Tags }],
          };
        },
      },
    });
    const back = { target: site.target('late'), release, undoes, change, direction: 'back' } as const;
    expect(await site.through({ cloudFormation: stack.client }).deploy(back)).toMatchObject({ touched: true });
    expect(stack.calls).toContain('ExecuteChangeSet');
  });
});
