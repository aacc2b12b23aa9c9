import { answering } from '../builders/a-fault';
import { Hold } from '../builders/a-hold';
import { aSite } from '../builders/a-site';
import { aRelease, digestIn, gate, note } from '../builders/a-stack';
import { anActivity, shutDown, whenHeard } from '../builders/an-activity';

const site = aSite();
const one = aRelease({ ...note('one'), ...gate({ version: 'one' }) });

/** A stack that runs one release, and a second whose update waits at a hold; the emulator cancels only in front of the next resource. */
async function deployed(stack: string) {
  const target = site.target(stack);
  await site.deploy({ target, release: await site.keep(one) });
  const hold = await Hold.closed();
  const slow = aRelease({ ...note('slow'), ...gate({ version: 'slow', until: hold.url }) });
  return { hold, slow, told: { target, release: await site.keep(slow), change: 'shop/2' } };
}

/** The hold is opened when CloudFormation was asked to cancel. */
const openedByCancel = (hold: Hold) =>
  site.through({
    cloudFormation: answering({
      CancelUpdateStackCommand: (usual) => {
        hold.open();
        return usual;
      },
    }),
  });

describe('a deployment that is stopped', () => {
  it('by a cancel in the middle takes the update back and ends when the stack rests', async () => {
    const { hold, told } = await deployed('cancelled');
    const activity = anActivity();
    whenHeard(activity, 'UPDATE_IN_PROGRESS', () => activity.cancel());
    await expect(openedByCancel(hold).deploy(told, activity)).rejects.toMatchObject({
      name: 'CancelledFailure',
      message: 'stopped; cancelled is UPDATE_ROLLBACK_COMPLETE',
    });
    expect((await site.stack('cancelled'))?.StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(await site.digest('cancelled')).toBe(digestIn(one));
  });

  it('before its first act touches nothing', async () => {
    const { told } = await deployed('cancelled-before');
    const before = await site.events('cancelled-before');
    const activity = anActivity();
    activity.cancel();
    await expect(site.deploy(told, activity)).rejects.toMatchObject({ name: 'CancelledFailure' });
    expect(await site.events('cancelled-before')).toEqual(before);
  });

  it('by a cancel during a create waits until the create is over: it cannot be taken back', async () => {
    const hold = await Hold.closed();
    const slow = aRelease(gate({ version: 'slow', until: hold.url }));
    const activity = anActivity();
    whenHeard(activity, 'CREATE_IN_PROGRESS', () => {
      activity.cancel();
      hold.open();
    });
    const target = site.target('cancelled-create');
    await expect(site.deploy({ target, release: await site.keep(slow) }, activity)).rejects.toThrow(
      'stopped; cancelled-create is CREATE_COMPLETE',
    );
  });

  it('by the end of its worker ends at once, and the update goes on for the next worker to find', async () => {
    const { hold, slow, told } = await deployed('shutdown');
    const activity = anActivity();
    whenHeard(activity, 'UPDATE_IN_PROGRESS', () => shutDown(activity));
    await expect(site.deploy(told, activity)).rejects.toMatchObject({ type: 'WorkerStopped', nonRetryable: false });
    expect((await site.stack('shutdown'))?.StackStatus).toBe('UPDATE_IN_PROGRESS');

    hold.open();
    expect(await site.deploy(told)).toMatchObject({ touched: true });
    expect(await site.digest('shutdown')).toBe(digestIn(slow));
    expect((await site.story('shutdown')).slice(2)).toEqual(['CREATE_COMPLETE', 'UPDATE_IN_PROGRESS', 'UPDATE_COMPLETE']);
  });

  it('by a cancel after its worker was replaced takes back what the first attempt began', async () => {
    const { hold, told } = await deployed('replaced');
    const first = anActivity();
    whenHeard(first, 'UPDATE_IN_PROGRESS', () => shutDown(first));
    await expect(site.deploy(told, first)).rejects.toMatchObject({ type: 'WorkerStopped' });

    const second = anActivity({ attempt: 2 });
    whenHeard(second, 'UPDATE_IN_PROGRESS', () => second.cancel());
    await expect(openedByCancel(hold).deploy(told, second)).rejects.toMatchObject({ name: 'CancelledFailure' });
    expect((await site.stack('replaced'))?.StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(await site.digest('replaced')).toBe(digestIn(one));
  });
});
