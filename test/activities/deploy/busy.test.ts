import { UpdateStackCommand } from '@aws-sdk/client-cloudformation';
import { answering } from '../builders/a-cloudformation';
import { Latch } from '../builders/a-latch';
import { aRelease, digestIn, gate, note } from '../builders/a-release';
import { aSite } from '../builders/a-site';
import { anActivity, onHeartbeat } from '../builders/an-activity';

const site = aSite();
const two = aRelease(note('two'));

/** A stack with an update by hand that is in progress until the latch is opened. */
async function aBusyStack(stack: string) {
  const target = site.target(stack);
  const latch = await Latch.closed();
  await site.deploy({ target, release: await site.save(aRelease(gate({ version: 'one' }))) });
  const TemplateBody = aRelease(gate({ version: 'slow', until: latch.url })).components.api?.whole.template;
  await site.cloudFormation.send(new UpdateStackCommand({ StackName: stack, TemplateBody, ClientRequestToken: 'hand' }));
  return { target, latch };
}

describe('a stack with an operation in progress', () => {
  test('is waited for: the second operation starts when the first has ended', async () => {
    const { target, latch } = await aBusyStack('busy');
    const activity = anActivity();
    onHeartbeat(activity, 'UPDATE_IN_PROGRESS', () => latch.open());
    await site.deploy({ target, release: await site.save(two), change: 'shop/2' }, activity);
    const ends = (await site.events('busy')).filter((event) => event.LogicalResourceId === 'busy').slice(-4);
    const ours = expect.stringMatching(/^slipway-forward-/);
    expect(ends.map((event) => [event.ResourceStatus, event.ClientRequestToken])).toEqual([
      ['UPDATE_IN_PROGRESS', 'hand'],
      ['UPDATE_COMPLETE', 'hand'],
      ['UPDATE_IN_PROGRESS', ours],
      ['UPDATE_COMPLETE', ours],
    ]);
    expect(await site.digest('busy')).toBe(digestIn(two));
  });

  test('keeps that operation if the deployment that waits for it is cancelled', async () => {
    const { target, latch } = await aBusyStack('busy-cancelled');
    const activity = anActivity();
    onHeartbeat(activity, 'UPDATE_IN_PROGRESS', () => {
      activity.cancel();
      latch.open();
    });
    const stopped = site.deploy({ target, release: await site.save(two), change: 'shop/2' }, activity);
    await expect(stopped).rejects.toMatchObject({ name: 'CancelledFailure' });
    expect((await site.stack('busy-cancelled'))?.StackStatus).toBe('UPDATE_COMPLETE');
    expect((await site.events('busy-cancelled')).at(-1)?.ClientRequestToken).toBe('hand');
  });

  test('is waited for again between the creation and the execution of the change set', async () => {
    const { target, latch } = await aBusyStack('busy-late');
    const activity = anActivity();
    let looks = 0;
    // The first look is too early to see the other operation; the one just before the execution sees it.
    const blind = site.through({
      cloudFormation: answering({
        DescribeStacksCommand: (usual) =>
          ++looks > 1
            ? usual
            : { ...usual, Stacks: (usual.Stacks ?? []).map((stack) => ({ ...stack, StackStatus: 'CREATE_COMPLETE' })) },
      }),
    });
    onHeartbeat(activity, 'UPDATE_IN_PROGRESS', () => latch.open());
    await blind.deploy({ target, release: await site.save(two), change: 'shop/2' }, activity);
    expect((await site.statuses('busy-late')).slice(-4)).toEqual([
      'UPDATE_IN_PROGRESS',
      'UPDATE_COMPLETE',
      'UPDATE_IN_PROGRESS',
      'UPDATE_COMPLETE',
    ]);
  });
});
