import { UpdateStackCommand } from '@aws-sdk/client-cloudformation';
import { answering } from '../builders/a-fault';
import { Hold } from '../builders/a-hold';
import { aSite } from '../builders/a-site';
import { aRelease, digestIn, gate, note } from '../builders/a-stack';
import { anActivity, whenHeard } from '../builders/an-activity';

const site = aSite();
const two = aRelease(note('two'));

/** A stack on which somebody else's update runs until the hold is opened. */
async function aBusyStack(stack: string) {
  const target = site.target(stack);
  const hold = await Hold.closed();
  await site.deploy({ target, release: await site.keep(aRelease(gate({ version: 'one' }))) });
  const TemplateBody = aRelease(gate({ version: 'slow', until: hold.url })).components.api?.whole.template;
  await site.cloudFormation.send(new UpdateStackCommand({ StackName: stack, TemplateBody, ClientRequestToken: 'hand' }));
  return { target, hold };
}

describe('a stack on which an operation runs', () => {
  it('is waited for: the second operation begins when the first has ended', async () => {
    const { target, hold } = await aBusyStack('busy');
    const activity = anActivity();
    whenHeard(activity, 'UPDATE_IN_PROGRESS', () => hold.open());
    await site.deploy({ target, release: await site.keep(two), change: 'shop/2' }, activity);
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

  it('with another’s operation is not cancelled with the deployment that waits for it', async () => {
    const { target, hold } = await aBusyStack('busy-cancelled');
    const activity = anActivity();
    whenHeard(activity, 'UPDATE_IN_PROGRESS', () => {
      activity.cancel();
      hold.open();
    });
    const stopped = site.deploy({ target, release: await site.keep(two), change: 'shop/2' }, activity);
    await expect(stopped).rejects.toMatchObject({ name: 'CancelledFailure' });
    expect((await site.stack('busy-cancelled'))?.StackStatus).toBe('UPDATE_COMPLETE');
    expect((await site.events('busy-cancelled')).at(-1)?.ClientRequestToken).toBe('hand');
  });

  it('between its change set and the execution is waited for once more', async () => {
    const { target, hold } = await aBusyStack('busy-late');
    const activity = anActivity();
    let looks = 0;
    // The first look comes too early to see what somebody else began; the one just before the execution sees it.
    const blind = site.through({
      cloudFormation: answering({
        DescribeStacksCommand: (usual) =>
          ++looks > 1
            ? usual
            : { ...usual, Stacks: (usual.Stacks ?? []).map((stack) => ({ ...stack, StackStatus: 'CREATE_COMPLETE' })) },
      }),
    });
    whenHeard(activity, 'UPDATE_IN_PROGRESS', () => hold.open());
    await blind.deploy({ target, release: await site.keep(two), change: 'shop/2' }, activity);
    expect((await site.story('busy-late')).slice(-4)).toEqual([
      'UPDATE_IN_PROGRESS',
      'UPDATE_COMPLETE',
      'UPDATE_IN_PROGRESS',
      'UPDATE_COMPLETE',
    ]);
  });
});
