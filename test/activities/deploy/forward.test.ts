import { aRelease, digestIn, gate, note, table } from '../builders/a-release';
import { aSite } from '../builders/a-site';

const site = aSite();
const one = aRelease(note('one'));
const two = aRelease(note('two'));
const broken = aRelease({ ...note('broken'), ...gate({ version: 'broken', fails: true }) });

describe('a deployment', () => {
  test('creates a stack that does not exist, with the digest and the change in its tags', async () => {
    const target = site.target('created');
    const outcome = await site.deploy({ target, release: await site.save(one) });
    expect(outcome).toMatchObject({ touched: true, left: [] });
    expect(outcome.what).toMatch(/^deploy [0-9a-f]{7}: done$/);
    expect(await site.tags('created')).toEqual({ 'slipway:digest': digestIn(one), 'slipway:change': 'shop/1' });
  });

  test('updates a stack that exists', async () => {
    const target = site.target('updated');
    await site.deploy({ target, release: await site.save(one) });
    expect(await site.deploy({ target, release: await site.save(two), change: 'shop/2' })).toMatchObject({ touched: true });
    expect(await site.tags('updated')).toEqual({ 'slipway:digest': digestIn(two), 'slipway:change': 'shop/2' });
    expect((await site.stack('updated'))?.StackStatus).toBe('UPDATE_COMPLETE');
  });

  test('does not touch a stack that has the digest already', async () => {
    const target = site.target('unchanged');
    await site.deploy({ target, release: await site.save(one) });
    const before = await site.events('unchanged');
    expect(await site.deploy({ target, release: await site.save(one), change: 'shop/2' })).toMatchObject({ touched: false });
    expect(await site.events('unchanged')).toEqual(before);
    expect(await site.tags('unchanged')).toMatchObject({ 'slipway:change': 'shop/1' });
  });

  test('is idempotent, and says both times that it touched the stack', async () => {
    const input = { target: site.target('twice'), release: await site.save(one) };
    await site.deploy(input);
    const before = await site.events('twice');
    expect(await site.deploy(input)).toMatchObject({ touched: true });
    expect(await site.events('twice')).toEqual(before);
  });

  test('that fails says which resource and why, and the stack keeps what it had', async () => {
    const target = site.target('failing');
    await site.deploy({ target, release: await site.save(one) });
    const failing = site.deploy({ target, release: await site.save(broken), change: 'shop/2' });
    await expect(failing).rejects.toMatchObject({
      type: 'Failed',
      nonRetryable: true,
      message: expect.stringMatching(/^failing is UPDATE_ROLLBACK_COMPLETE: Gate UPDATE_FAILED: .*the version does not answer/),
    });
    expect(await site.tags('failing')).toEqual({ 'slipway:digest': digestIn(one), 'slipway:change': 'shop/1' });
  });

  test('that failed fails again when it is retried, without a second try', async () => {
    const target = site.target('failed-twice');
    await site.deploy({ target, release: await site.save(one) });
    const input = { target, release: await site.save(broken), change: 'shop/2' };
    await expect(site.deploy(input)).rejects.toThrow('the version does not answer');
    const before = await site.events('failed-twice');
    await expect(site.deploy(input)).rejects.toThrow('the version does not answer');
    expect(await site.events('failed-twice')).toEqual(before);
  });

  test('R38: removes the remains of a failed creation of an earlier change, and creates the stack', async () => {
    const target = site.target('r38');
    await expect(site.deploy({ target, release: await site.save(broken) })).rejects.toMatchObject({ type: 'Failed' });
    const failed = await site.stack('r38');
    expect(failed?.StackStatus).toBe('ROLLBACK_COMPLETE');
    expect(await site.deploy({ target, release: await site.save(one), change: 'shop/2' })).toMatchObject({ touched: true });
    const recreated = await site.stack('r38');
    expect(recreated?.StackStatus).toBe('CREATE_COMPLETE');
    expect(recreated?.StackId).not.toBe(failed?.StackId);
  });

  test('R38: is not done if a failed creation has its digest, and the same change does not try again', async () => {
    const input = { target: site.target('r38-again'), release: await site.save(broken) };
    await expect(site.deploy(input)).rejects.toMatchObject({ type: 'Failed' });
    const failed = await site.stack('r38-again');
    await expect(site.deploy(input)).rejects.toMatchObject({ type: 'Failed' });
    expect((await site.stack('r38-again'))?.StackId).toBe(failed?.StackId);
  });

  test('of a release without the component fails before anything is touched', async () => {
    const target = { ...site.target('no-component'), component: 'web' };
    await expect(site.deploy({ target, release: await site.save(one) })).rejects.toMatchObject({
      type: 'Failed',
      message: expect.stringContaining('it has no component web'),
    });
    expect(await site.stack('no-component')).toBeUndefined();
  });

  test('that would delete or replace a stateful resource fails before anything is touched', async () => {
    const target = site.target('stateful');
    await site.deploy({ target, release: await site.save(aRelease({ ...note('one'), ...table() })) });
    const before = await site.events('stateful');
    await expect(site.deploy({ target, release: await site.save(two), change: 'shop/2' })).rejects.toMatchObject({
      type: 'Failed',
      message: expect.stringContaining('it would delete or replace Table (AWS::DynamoDB::Table) of stateful'),
    });
    expect(await site.events('stateful')).toEqual(before);
  });

  test('that CloudFormation rejects as invalid is a failure, not an outage', async () => {
    const release = await site.save(aRelease(note('one'), {}, { Size: { Type: 'String' } }));
    await expect(site.deploy({ target: site.target('nonsense'), release })).rejects.toMatchObject({ type: 'Failed' });
  });
});
