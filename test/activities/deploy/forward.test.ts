import { aSite } from '../builders/a-site';
import { aRelease, digestIn, gate, note, table } from '../builders/a-stack';

const site = aSite();
const one = aRelease(note('one'));
const two = aRelease(note('two'));
const broken = aRelease({ ...note('broken'), ...gate({ version: 'broken', fails: true }) });

describe('a deployment', () => {
  it('creates a stack that is not there, and tags it with the digest and the change', async () => {
    const target = site.target('created');
    const outcome = await site.deploy({ target, release: await site.keep(one) });
    expect(outcome).toMatchObject({ touched: true, left: [] });
    expect(outcome.what).toMatch(/^deploy [0-9a-f]{7}: done$/);
    expect(await site.tags('created')).toEqual({ 'slipway:digest': digestIn(one), 'slipway:change': 'shop/1' });
  });

  it('updates a stack that is there', async () => {
    const target = site.target('updated');
    await site.deploy({ target, release: await site.keep(one) });
    expect(await site.deploy({ target, release: await site.keep(two), change: 'shop/2' })).toMatchObject({ touched: true });
    expect(await site.tags('updated')).toEqual({ 'slipway:digest': digestIn(two), 'slipway:change': 'shop/2' });
    expect((await site.stack('updated'))?.StackStatus).toBe('UPDATE_COMPLETE');
  });

  it('leaves a stack alone that carries the digest already', async () => {
    const target = site.target('unchanged');
    await site.deploy({ target, release: await site.keep(one) });
    const before = await site.events('unchanged');
    expect(await site.deploy({ target, release: await site.keep(one), change: 'shop/2' })).toMatchObject({ touched: false });
    expect(await site.events('unchanged')).toEqual(before);
    expect(await site.tags('unchanged')).toMatchObject({ 'slipway:change': 'shop/1' });
  });

  it('told twice is done once, and says both times that it touched the stack', async () => {
    const told = { target: site.target('twice'), release: await site.keep(one) };
    await site.deploy(told);
    const before = await site.events('twice');
    expect(await site.deploy(told)).toMatchObject({ touched: true });
    expect(await site.events('twice')).toEqual(before);
  });

  it('that fails says which resource and why, and the stack keeps what it had', async () => {
    const target = site.target('failing');
    await site.deploy({ target, release: await site.keep(one) });
    const failing = site.deploy({ target, release: await site.keep(broken), change: 'shop/2' });
    await expect(failing).rejects.toMatchObject({
      type: 'Failed',
      nonRetryable: true,
      message: expect.stringMatching(/^failing is UPDATE_ROLLBACK_COMPLETE: Gate UPDATE_FAILED: .*the version does not answer/),
    });
    expect(await site.tags('failing')).toEqual({ 'slipway:digest': digestIn(one), 'slipway:change': 'shop/1' });
  });

  it('that failed once and is told again fails again without a second try', async () => {
    const target = site.target('failed-twice');
    await site.deploy({ target, release: await site.keep(one) });
    const told = { target, release: await site.keep(broken), change: 'shop/2' };
    await expect(site.deploy(told)).rejects.toThrow('the version does not answer');
    const before = await site.events('failed-twice');
    await expect(site.deploy(told)).rejects.toThrow('the version does not answer');
    expect(await site.events('failed-twice')).toEqual(before);
  });

  it('R38: what a failed create left is removed and made anew by a later change', async () => {
    const target = site.target('r38');
    await expect(site.deploy({ target, release: await site.keep(broken) })).rejects.toMatchObject({ type: 'Failed' });
    const failed = await site.stack('r38');
    expect(failed?.StackStatus).toBe('ROLLBACK_COMPLETE');
    expect(await site.deploy({ target, release: await site.keep(one), change: 'shop/2' })).toMatchObject({ touched: true });
    const anew = await site.stack('r38');
    expect(anew?.StackStatus).toBe('CREATE_COMPLETE');
    expect(anew?.StackId).not.toBe(failed?.StackId);
  });

  it('R38: a failed create bears the digest and is still no deployment, and the same change does not try it again', async () => {
    const told = { target: site.target('r38-again'), release: await site.keep(broken) };
    await expect(site.deploy(told)).rejects.toMatchObject({ type: 'Failed' });
    const failed = await site.stack('r38-again');
    await expect(site.deploy(told)).rejects.toMatchObject({ type: 'Failed' });
    expect((await site.stack('r38-again'))?.StackId).toBe(failed?.StackId);
  });

  it('of a release without the component is refused before anything is touched', async () => {
    const target = { ...site.target('no-component'), component: 'web' };
    await expect(site.deploy({ target, release: await site.keep(one) })).rejects.toMatchObject({
      type: 'Failed',
      message: expect.stringContaining('the component web is not in it'),
    });
    expect(await site.stack('no-component')).toBeUndefined();
  });

  it('that would delete or replace what is stateful is refused before anything is touched', async () => {
    const target = site.target('stateful');
    await site.deploy({ target, release: await site.keep(aRelease({ ...note('one'), ...table() })) });
    const before = await site.events('stateful');
    await expect(site.deploy({ target, release: await site.keep(two), change: 'shop/2' })).rejects.toMatchObject({
      type: 'Failed',
      message: expect.stringContaining('it would delete or replace Table (AWS::DynamoDB::Table) of stateful'),
    });
    expect(await site.events('stateful')).toEqual(before);
  });

  it('that CloudFormation does not even understand is a failure, not an outage', async () => {
    const release = await site.keep(aRelease(note('one'), {}, { Size: { Type: 'String' } }));
    await expect(site.deploy({ target: site.target('nonsense'), release })).rejects.toMatchObject({ type: 'Failed' });
  });
});
