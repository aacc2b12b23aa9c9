import { ListChangeSetsCommand } from '@aws-sdk/client-cloudformation';
import { type Answers, answering } from '../builders/a-cloudformation';
import { aRelease, digestIn, note } from '../builders/a-release';
import { aSite } from '../builders/a-site';

const site = aSite();
const one = aRelease(note('one'));
const two = aRelease(note('two'));

async function deployed(stack: string) {
  const target = site.target(stack);
  const before = await site.save(one);
  await site.deploy({ target, release: before });
  return { before, input: { target, release: await site.save(two), change: 'shop/2' } };
}

const siteWith = (answers: Answers) => site.through({ cloudFormation: answering(answers) });

describe.each([
  'No updates are to be performed.',
  "The submitted information didn't contain changes. Submit different information to create a change set.",
])('R37: CloudFormation answers “%s”', (StatusReason) => {
  const nothing = siteWith({ DescribeChangeSetCommand: (usual) => ({ ...usual, Status: 'FAILED', StatusReason }) });

  test('a deployment touches nothing, and leaves no change set that could be executed', async () => {
    const { input } = await deployed(`r37-${StatusReason.length}`);
    const before = await site.events(input.target.stack);
    expect(await nothing.deploy(input)).toMatchObject({
      touched: false,
      what: expect.stringContaining('the stack is unchanged'),
    });
    expect(await site.events(input.target.stack)).toEqual(before);
    const { Summaries } = await site.cloudFormation.send(new ListChangeSetsCommand({ StackName: input.target.stack }));
    expect((Summaries ?? []).filter(({ ExecutionStatus }) => ExecutionStatus === 'AVAILABLE')).toEqual([]);
  });

  test('its rollback touches nothing', async () => {
    const { input, before: release } = await deployed(`r37-back-${StatusReason.length}`);
    await nothing.deploy(input);
    const before = await site.events(input.target.stack);
    const back = { ...input, release, direction: 'back', undoes: input.release } as const;
    expect(await nothing.deploy(back)).toMatchObject({ touched: false, left: [] });
    expect(await site.events(input.target.stack)).toEqual(before);
  });
});

test('protected: a change set that CloudFormation cannot compute for want of a right is for a person, whatever its alarms are called', async () => {
  const { input } = await deployed('denied');
  const failing = (reason: string) =>
    siteWith({ DescribeChangeSetCommand: (usual) => ({ ...usual, Status: 'FAILED', StatusReason: reason }) }).deploy(input);
  await expect(failing('User: me is not authorized to perform: ssm:GetParameters')).rejects.toMatchObject({
    type: 'NeedsPerson',
    message:
      'CloudFormation cannot compute the change of denied: User: me is not authorized to perform: ssm:GetParameters: let the worker’s role do this',
  });
  await expect(failing('Rate exceeded')).rejects.toMatchObject({ nonRetryable: false });
  for (const reason of ['resource ThrottledRequests is not valid', 'unresolved dependencies [ServiceUnavailable]'])
    await expect(failing(reason)).rejects.toMatchObject({ type: 'Failed', nonRetryable: true });
});

test('a change set that CloudFormation cannot compute is a failure in its words', async () => {
  const { input } = await deployed('refused');
  const refusing = siteWith({
    DescribeChangeSetCommand: (usual) => ({ ...usual, Status: 'FAILED', StatusReason: 'Circular dependency between resources' }),
  });
  await expect(refusing.deploy(input)).rejects.toMatchObject({
    type: 'Failed',
    message: 'CloudFormation refuses the change of refused: Circular dependency between resources',
  });
  expect(await site.digest('refused')).toBe(digestIn(one));
});

test('a stack whose rollback failed is for a person, and is not touched', async () => {
  const { input } = await deployed('wrecked');
  const before = await site.events('wrecked');
  const wrecked = siteWith({
    DescribeStacksCommand: ({ Stacks = [], ...usual }) => ({
      ...usual,
      Stacks: Stacks.map((stack) => ({ ...stack, StackStatus: 'UPDATE_ROLLBACK_FAILED' })),
    }),
  });
  await expect(wrecked.deploy(input)).rejects.toMatchObject({
    type: 'NeedsPerson',
    message: 'wrecked is UPDATE_ROLLBACK_FAILED, and no update can repair it: repair it by hand',
  });
  expect(await site.events('wrecked')).toEqual(before);
});

test('an operation that is not visible at once is waited for: the steady stack before it is not its result', async () => {
  const { input } = await deployed('late');
  let hidden = 0;
  let executed = false;
  const hide = <T>(usual: T, instead: T): T => {
    if (executed && hidden < 2) hidden += 1;
    return executed && hidden < 2 ? instead : usual;
  };
  const late = siteWith({
    ExecuteChangeSetCommand: (usual) => {
      executed = true;
      return usual;
    },
    DescribeStackEventsCommand: (usual) => hide(usual, { ...usual, StackEvents: [] }),
    DescribeChangeSetCommand: (usual) => (executed ? { ...usual, ExecutionStatus: 'EXECUTE_IN_PROGRESS' } : usual),
    DescribeStacksCommand: (usual) =>
      hide(usual, {
        ...usual,
        Stacks: (usual.Stacks ?? []).map((stack) => ({ ...stack, StackStatus: 'CREATE_COMPLETE', Tags: [] })),
      }),
  });
  expect(await late.deploy(input)).toMatchObject({ touched: true });
  expect(hidden).toBe(2);
});
