import {
  CreateChangeSetCommand,
  CreateStackCommand,
  DeleteChangeSetCommand,
  ListChangeSetsCommand,
  type StackStatus,
  type Tag,
} from '@aws-sdk/client-cloudformation';
import { changeSetName } from '../../../activities/aws/cloudformation/change-set/name';
import { ownerOf } from '../../../activities/aws/cloudformation/shells/owner';
import { answering } from '../builders/a-cloudformation';
import { aRelease, digestIn, note, table } from '../builders/a-release';
import { aSite } from '../builders/a-site';

const site = aSite();
const [one, two] = [aRelease(note('one')), aRelease(note('two'))];
const TemplateBody = one.components.api?.whole.template;

/** Creates an empty stack, as a change set does. */
async function prepare(stack: string, ChangeSetName: string, Description?: string): Promise<void> {
  const creation = {
    StackName: stack,
    ChangeSetName,
    TemplateBody,
    ChangeSetType: 'CREATE',
    ...(Description && { Description }),
  } as const;
  await site.cloudFormation.send(new CreateChangeSetCommand(creation));
}

async function changeSetsAt(StackName: string): Promise<(string | undefined)[]> {
  const { Summaries } = await site.cloudFormation.send(new ListChangeSetsCommand({ StackName }));
  return (Summaries ?? []).map(({ ChangeSetName }) => ChangeSetName);
}

const nameOf = (stack: string, release: string) => changeSetName({ change: 'shop/2', stack, release, direction: 'forward' });

/** The input of the way back to nothing. */
async function backAt(stack: string, undoes: string) {
  const release = await site.save({ kind: 'found', stacks: {} });
  return { target: site.target(stack), release, undoes, change: 'shop/2', direction: 'back' } as const;
}

describe('left over: an empty stack under our name', () => {
  test('that somebody else prepares is not used, and a person is told whose it is', async () => {
    await prepare('others', 'by-hand');
    await expect(site.deploy({ target: site.target('others'), release: await site.save(one) })).rejects.toMatchObject({
      type: 'NeedsPerson',
      nonRetryable: true,
      message: expect.stringMatching(
        /^others is an empty stack that somebody else prepares, with change set by-hand of 2\d{3}-.*: delete that stack/,
      ),
    });
    expect(await changeSetsAt('others')).toEqual(['by-hand']);
  });

  test('that another pipeline prepares is somebody else’s too', async () => {
    const stack = 'other-pipeline';
    await prepare(
      stack,
      changeSetName({ change: 'orders/1', stack, release: 'sha256-1', direction: 'forward' }),
      'Slipway: change orders/1',
    );
    const deploying = site.deploy({ target: site.target(stack), release: await site.save(one) });
    await expect(deploying).rejects.toThrow(/Slipway: change orders\/1/);
  });

  test('that somebody else prepares is not deleted by a way back', async () => {
    const undoes = await site.save(one);
    await prepare('others-back', 'by-hand');
    expect(await site.deploy(await backAt('others-back', undoes))).toMatchObject({
      touched: false,
      left: [{ what: expect.stringContaining('somebody else prepares it, with change set by-hand of ') }],
    });
    expect((await site.stack('others-back'))?.StackStatus).toBe('REVIEW_IN_PROGRESS');
    expect(await changeSetsAt('others-back')).toEqual(['by-hand']);
  });

  test('in which only we prepared something is used by a deployment, and removed by a way back', async () => {
    const undoes = await site.save(one);
    await prepare('ours', nameOf('ours', 'sha256-old'));
    expect(await site.deploy({ target: site.target('ours'), release: undoes, change: 'shop/3' })).toMatchObject({
      touched: true,
    });

    await prepare('ours-back', nameOf('ours-back', undoes));
    expect(await site.deploy(await backAt('ours-back', undoes))).toMatchObject({ touched: true, left: [] });
    expect(await site.stack('ours-back')).toBeUndefined();
  });

  test('that has no change set is left alone by a way back', async () => {
    const undoes = await site.save(one);
    await prepare('bare', 'gone');
    await site.cloudFormation.send(new DeleteChangeSetCommand({ StackName: 'bare', ChangeSetName: 'gone' }));
    expect(await site.deploy(await backAt('bare', undoes))).toMatchObject({
      touched: false,
      left: [{ what: expect.stringContaining('bare stays') }],
    });
    expect((await site.stack('bare'))?.StackStatus).toBe('REVIEW_IN_PROGRESS');
  });
});

describe('left over: a change set that is refused', () => {
  test('is deleted with the empty stack that it made', async () => {
    const refusing = answering({
      DescribeChangeSetCommand: (usual) => ({
        ...usual,
        Status: 'FAILED',
        StatusReason: 'Circular dependency between resources',
      }),
    });
    const deploying = site
      .through({ cloudFormation: refusing })
      .deploy({ target: site.target('refused'), release: await site.save(one) });
    await expect(deploying).rejects.toThrow('Circular dependency');
    expect(await site.stack('refused')).toBeUndefined();
  });

  test('is deleted from a stack that stays as it was', async () => {
    const target = site.target('refused-update');
    const before = aRelease({ ...note('one'), ...table() });
    await site.deploy({ target, release: await site.save(before) });
    const known = await changeSetsAt(target.stack);
    await expect(site.deploy({ target, release: await site.save(two), change: 'shop/2' })).rejects.toThrow(
      'it would delete or replace',
    );
    expect(await changeSetsAt(target.stack)).toEqual(known);
    expect(await site.digest(target.stack)).toBe(digestIn(before));
  });
});

test('left over: whose an empty stack is does not depend on one of several change sets', () => {
  const mine = { ChangeSetName: nameOf('shop', 'sha256-1'), Description: 'Slipway: change shop/2' };
  const look = { ChangeSetName: changeSetName({ change: 'shop/9', stack: 'shop', release: 'sha256-1', direction: 'look' }) };
  expect(ownerOf([mine, look], 'shop/3')).toEqual({ kind: 'ours' });
  expect(ownerOf([mine, { ChangeSetName: 'slipway-forward-1' }], 'shop/3')).toEqual({
    kind: 'others',
    because: 'change set slipway-forward-1',
  });
  expect(ownerOf([], 'shop/3')).toEqual({ kind: 'bare' });
});

describe('left over: a failed creation under our name', () => {
  const failed = (status: StackStatus) =>
    answering({
      DescribeStacksCommand: (usual) => ({
        ...usual,
        Stacks: (usual.Stacks ?? []).map((stack) => ({ ...stack, StackStatus: status })),
      }),
    });
  const create = async (StackName: string, Tags: Tag[]) =>
    await site.cloudFormation.send(new CreateStackCommand({ StackName, TemplateBody, Tags }));

  test('of another pipeline is not deleted, neither forward nor back', async () => {
    await create('failed-orders', [{ Key: 'slipway:change', Value: 'orders/1' }]);
    const at = site.through({ cloudFormation: failed('ROLLBACK_COMPLETE') });
    const release = await site.save(one);
    await expect(at.deploy({ target: site.target('failed-orders'), release })).rejects.toMatchObject({
      type: 'Failed',
      message: expect.stringMatching(/^failed-orders belongs to pipeline orders/),
    });
    const back = { target: site.target('failed-orders'), release, undoes: await site.save(two), direction: 'back' } as const;
    expect(await at.deploy(back)).toMatchObject({ touched: false });
    expect((await site.stack('failed-orders'))?.StackStatus).toBe('CREATE_COMPLETE');
  });

  test('of somebody else that still has its resources is not deleted, and a person is told', async () => {
    await create('failed-by-hand', []);
    const at = site.through({ cloudFormation: failed('CREATE_FAILED') });
    await expect(at.deploy({ target: site.target('failed-by-hand'), release: await site.save(one) })).rejects.toMatchObject({
      type: 'NeedsPerson',
      message: expect.stringMatching(/^failed-by-hand is CREATE_FAILED, and no change of Slipway created it: delete it if/),
    });
    expect((await site.stack('failed-by-hand'))?.StackStatus).toBe('CREATE_COMPLETE');
  });
});

test('protected: termination protection is said in AWS’s words, which reach whoever sorts them', async () => {
  const broken = { StackName: 'protected', TemplateBody, EnableTerminationProtection: true };
  await site.cloudFormation.send(new CreateStackCommand(broken));
  const failed = answering({
    DescribeStacksCommand: (usual) => ({
      ...usual,
      Stacks: (usual.Stacks ?? []).map((stack) => ({ ...stack, StackStatus: 'ROLLBACK_COMPLETE' as const })),
    }),
  });
  const deploying = site
    .through({ cloudFormation: failed })
    .deploy({ target: site.target('protected'), release: await site.save(two) });
  await expect(deploying).rejects.toMatchObject({
    name: 'ValidationError',
    message: expect.stringContaining('TerminationProtection is enabled'),
  });
});
