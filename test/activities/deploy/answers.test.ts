import { ListChangeSetsCommand } from '@aws-sdk/client-cloudformation';
import { answering, type Otherwise } from '../builders/a-fault';
import { aSite } from '../builders/a-site';
import { aRelease, digestIn, note } from '../builders/a-stack';

const site = aSite();
const one = aRelease(note('one'));
const two = aRelease(note('two'));

async function deployed(stack: string) {
  const target = site.target(stack);
  const before = await site.keep(one);
  await site.deploy({ target, release: before });
  return { before, told: { target, release: await site.keep(two), change: 'shop/2' } };
}

const where = (otherwise: Otherwise) => site.through({ cloudFormation: answering(otherwise) });

describe.each([
  'No updates are to be performed.',
  "The submitted information didn't contain changes. Submit different information to create a change set.",
])('R37: CloudFormation answers “%s”', (StatusReason) => {
  const nothing = where({ DescribeChangeSetCommand: (usual) => ({ ...usual, Status: 'FAILED', StatusReason }) });

  it('deployed, unchanged, and nothing is left that could be executed', async () => {
    const { told } = await deployed(`r37-${StatusReason.length}`);
    const before = await site.events(told.target.stack);
    expect(await nothing.deploy(told)).toMatchObject({ touched: false, what: expect.stringContaining('nothing differs') });
    expect(await site.events(told.target.stack)).toEqual(before);
    const { Summaries } = await site.cloudFormation.send(new ListChangeSetsCommand({ StackName: told.target.stack }));
    expect((Summaries ?? []).filter(({ ExecutionStatus }) => ExecutionStatus === 'AVAILABLE')).toEqual([]);
  });

  it('its way back is nothing', async () => {
    const { told, before: release } = await deployed(`r37-back-${StatusReason.length}`);
    await nothing.deploy(told);
    const before = await site.events(told.target.stack);
    const back = { ...told, release, direction: 'back', undoes: told.release } as const;
    expect(await nothing.deploy(back)).toMatchObject({ touched: false, left: [] });
    expect(await site.events(told.target.stack)).toEqual(before);
  });
});

it('a change set that CloudFormation cannot work out is a failure in its words', async () => {
  const { told } = await deployed('refused');
  const refusing = where({
    DescribeChangeSetCommand: (usual) => ({ ...usual, Status: 'FAILED', StatusReason: 'Circular dependency between resources' }),
  });
  await expect(refusing.deploy(told)).rejects.toMatchObject({
    type: 'Failed',
    message: 'CloudFormation refuses the change of refused: Circular dependency between resources',
  });
  expect(await site.digest('refused')).toBe(digestIn(one));
});

it('a stack that even its rollback left wrecked is for a person, and is not touched', async () => {
  const { told } = await deployed('wrecked');
  const before = await site.events('wrecked');
  const wrecked = where({
    DescribeStacksCommand: ({ Stacks = [], ...usual }) => ({
      ...usual,
      Stacks: Stacks.map((stack) => ({ ...stack, StackStatus: 'UPDATE_ROLLBACK_FAILED' })),
    }),
  });
  await expect(wrecked.deploy(told)).rejects.toMatchObject({
    type: 'Failed',
    message: 'wrecked is UPDATE_ROLLBACK_FAILED, which only a person can mend',
  });
  expect(await site.events('wrecked')).toEqual(before);
});

it('an operation that does not show at once is waited for: the stack at rest before it is not its result', async () => {
  const { told } = await deployed('late');
  let hidden = 0;
  let executed = false;
  const hide = <T>(usual: T, instead: T): T => {
    if (executed && hidden < 2) hidden += 1;
    return executed && hidden < 2 ? instead : usual;
  };
  const late = where({
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
  expect(await late.deploy(told)).toMatchObject({ touched: true });
  expect(hidden).toBe(2);
});
