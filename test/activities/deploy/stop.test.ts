import { openingOnCancel } from '../builders/a-cloudformation';
import { Latch } from '../builders/a-latch';
import { aRelease, digestIn, gate, note } from '../builders/a-release';
import { aSite } from '../builders/a-site';
import { anActivity, onHeartbeat, shutDown } from '../builders/an-activity';

const site = aSite();
const one = aRelease({ ...note('one'), ...gate({ version: 'one' }) });

/** A stack that runs one release, and the input of a second whose update waits at a latch. */
async function deployed(stack: string) {
  const target = site.target(stack);
  await site.deploy({ target, release: await site.save(one) });
  const latch = await Latch.closed();
  const slow = aRelease({ ...note('slow'), ...gate({ version: 'slow', until: latch.url }) });
  return { latch, slow, input: { target, release: await site.save(slow), change: 'shop/2' } };
}

const openedByCancel = (latch: Latch) => site.through({ cloudFormation: openingOnCancel(latch) });

describe('a deployment that is stopped', () => {
  test('by a cancel request during an update cancels the update, and ends when the stack is rolled back', async () => {
    const { latch, input } = await deployed('cancelled');
    const activity = anActivity();
    onHeartbeat(activity, 'UPDATE_IN_PROGRESS', () => activity.cancel());
    await expect(openedByCancel(latch).deploy(input, activity)).rejects.toMatchObject({
      name: 'CancelledFailure',
      message: 'cancelled; cancelled is UPDATE_ROLLBACK_COMPLETE',
    });
    expect((await site.stack('cancelled'))?.StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(await site.digest('cancelled')).toBe(digestIn(one));
  });

  test('before its first step touches nothing', async () => {
    const { input } = await deployed('cancelled-before');
    const before = await site.events('cancelled-before');
    const activity = anActivity();
    activity.cancel();
    await expect(site.deploy(input, activity)).rejects.toMatchObject({ name: 'CancelledFailure' });
    expect(await site.events('cancelled-before')).toEqual(before);
  });

  test('by a cancel request during a creation waits until that ends: it cannot be cancelled', async () => {
    const latch = await Latch.closed();
    const slow = aRelease(gate({ version: 'slow', until: latch.url }));
    const activity = anActivity();
    onHeartbeat(activity, 'CREATE_IN_PROGRESS', () => {
      activity.cancel();
      latch.open();
    });
    const target = site.target('cancelled-create');
    await expect(site.deploy({ target, release: await site.save(slow) }, activity)).rejects.toThrow(
      'cancelled; cancelled-create is CREATE_COMPLETE',
    );
  });

  test('by the shutdown of its worker ends at once, and the update goes on for the next worker to wait for', async () => {
    const { latch, slow, input } = await deployed('shutdown');
    const activity = anActivity();
    onHeartbeat(activity, 'UPDATE_IN_PROGRESS', () => shutDown(activity));
    await expect(site.deploy(input, activity)).rejects.toMatchObject({ type: 'WorkerStopped', nonRetryable: false });
    expect((await site.stack('shutdown'))?.StackStatus).toBe('UPDATE_IN_PROGRESS');

    latch.open();
    expect(await site.deploy(input)).toMatchObject({ touched: true });
    expect(await site.digest('shutdown')).toBe(digestIn(slow));
    expect((await site.statuses('shutdown')).slice(2)).toEqual(['CREATE_COMPLETE', 'UPDATE_IN_PROGRESS', 'UPDATE_COMPLETE']);
  });

  test('by a cancel request after its worker was replaced cancels what the first attempt started', async () => {
    const { latch, input } = await deployed('replaced');
    const first = anActivity();
    onHeartbeat(first, 'UPDATE_IN_PROGRESS', () => shutDown(first));
    await expect(site.deploy(input, first)).rejects.toMatchObject({ type: 'WorkerStopped' });

    const second = anActivity({ attempt: 2 });
    onHeartbeat(second, 'UPDATE_IN_PROGRESS', () => second.cancel());
    await expect(openedByCancel(latch).deploy(input, second)).rejects.toMatchObject({ name: 'CancelledFailure' });
    expect((await site.stack('replaced'))?.StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(await site.digest('replaced')).toBe(digestIn(one));
  });
});
