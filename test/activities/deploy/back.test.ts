import { CreateStackCommand, GetTemplateCommand } from '@aws-sdk/client-cloudformation';
import { survey } from '../../../activities/survey';
import type { Target } from '../../../pipeline/model/target';
import { aSite } from '../builders/a-site';
import { aRelease, digestIn, gate, note, table } from '../builders/a-stack';
import { anActivity } from '../builders/an-activity';

const site = aSite();
const one = aRelease(note('one'));
const two = aRelease(note('two'));
const broken = aRelease({ ...note('broken'), ...gate({ version: 'broken', fails: true }) });
const templateOf = (release: typeof one) => release.components.api?.whole.template;
const found = (target: Target): Promise<string> => anActivity().run(survey(site), { change: 'shop/2', targets: [target] });

/** What is told to take `release` away again from a target, on behalf of the change that brought it. */
const backTo = (target: Target, release: string, undoes: string) =>
  ({ target, release, undoes, change: 'shop/2', direction: 'back' }) as const;

describe('the way back', () => {
  it('to a release brings its digest back, and the operation’s token says that it is a way back', async () => {
    const target = site.target('built');
    const [before, after] = [await site.keep(one), await site.keep(two)];
    await site.deploy({ target, release: before });
    await site.deploy({ target, release: after, change: 'shop/2' });
    const outcome = await site.deploy(backTo(target, before, after));
    expect(outcome).toMatchObject({ touched: true, what: expect.stringMatching(/^put back to [0-9a-f]{7}: done$/) });
    expect(await site.tags('built')).toEqual({ 'slipway:digest': digestIn(one), 'slipway:change': 'shop/2' });
    expect((await site.events('built')).at(-1)?.ClientRequestToken).toMatch(/^slipway-back-[0-9a-f]{32}$/);
  });

  it('told twice is done once', async () => {
    const target = site.target('twice');
    const [before, after] = [await site.keep(one), await site.keep(two)];
    await site.deploy({ target, release: before });
    await site.deploy({ target, release: after, change: 'shop/2' });
    await site.deploy(backTo(target, before, after));
    const events = await site.events('twice');
    await site.deploy(backTo(target, before, after));
    expect(await site.events('twice')).toEqual(events);
  });

  it('that failed may be tried again, each try with a token of its own, and is judged by its own events', async () => {
    const target = site.target('again');
    const [before, after] = [await site.keep(broken), await site.keep(two)];
    await site.deploy({ target, release: after, change: 'shop/2' });
    const failing = { type: 'Failed', nonRetryable: false, message: expect.stringContaining('the version does not answer') };
    await expect(site.deploy(backTo(target, before, after))).rejects.toMatchObject(failing);
    await expect(site.deploy(backTo(target, before, after))).rejects.toMatchObject(failing);
    const tokens = new Set((await site.events('again')).map((event) => event.ClientRequestToken));
    const back = [...tokens].filter((token) => token?.startsWith('slipway-back-'));
    expect(back).toEqual([expect.any(String), `${back[0]}-2`]);
  });

  it('to what was found takes away what another change left there, also where this one never touched it', async () => {
    const target = site.target('leftover');
    await site.deploy({ target, release: await site.keep(one), change: 'shop/0' });
    const before = await found(target);
    await site.deploy({ target, release: await site.keep(two), change: 'shop/1' }); // failed its tests, and was left for a look
    await site.deploy(backTo(target, before, await site.keep(broken)));
    expect(await site.digest('leftover')).toBe(digestIn(one));
  });

  it('to what was found brings template and tags back as they were', async () => {
    const target = site.target('found');
    const Tags = [{ Key: 'owner', Value: 'retail' }];
    await site.cloudFormation.send(new CreateStackCommand({ StackName: 'found', TemplateBody: templateOf(one), Tags }));
    const before = await found(target);
    const after = await site.keep(two);
    await site.deploy({ target, release: after, change: 'shop/2' });
    expect(await site.deploy(backTo(target, before, after))).toMatchObject({ touched: true, left: [] });
    expect(await site.tags('found')).toMatchObject({ owner: 'retail', 'slipway:change': 'shop/2' });
    const { TemplateBody } = await site.cloudFormation.send(new GetTemplateCommand({ StackName: 'found' }));
    expect(TemplateBody).toBe(templateOf(one));
  });

  it('to what was found touches nothing where the change never got to alter the stack', async () => {
    const target = site.target('found-untouched');
    await site.cloudFormation.send(new CreateStackCommand({ StackName: target.stack, TemplateBody: templateOf(one) }));
    const before = await found(target);
    const after = await site.keep(broken);
    await expect(site.deploy({ target, release: after, change: 'shop/2' })).rejects.toMatchObject({ type: 'Failed' });
    const events = await site.events(target.stack);
    expect(await site.deploy(backTo(target, before, after))).toMatchObject({ touched: false, left: [] });
    expect(await site.events(target.stack)).toEqual(events);
  });
});

describe('the way back where nothing was', () => {
  it('removes a stack that this change created', async () => {
    const target = site.target('new');
    const before = await found(target);
    const after = await site.keep(two);
    await site.deploy({ target, release: after, change: 'shop/2' });
    expect(await site.deploy(backTo(target, before, after))).toMatchObject({ touched: true, left: [] });
    expect(await site.stack('new')).toBeUndefined();
    expect(await site.deploy(backTo(target, before, after))).toMatchObject({ touched: false, left: [] });
  });

  it('removes what a failed create of this change left', async () => {
    const target = site.target('new-failed');
    const before = await found(target);
    const after = await site.keep(broken);
    await expect(site.deploy({ target, release: after, change: 'shop/2' })).rejects.toMatchObject({ type: 'Failed' });
    await site.deploy(backTo(target, before, after));
    expect(await site.stack('new-failed')).toBeUndefined();
  });

  it('leaves what a failed create of another left: it never worked, so it is as it was', async () => {
    const target = site.target('old-failed');
    await expect(site.deploy({ target, release: await site.keep(broken), change: 'shop/1' })).rejects.toMatchObject({
      type: 'Failed',
    });
    const outcome = await site.deploy(backTo(target, await found(target), await site.keep(two)));
    expect(outcome).toMatchObject({ touched: false, left: [] });
    expect((await site.stack('old-failed'))?.StackStatus).toBe('ROLLBACK_COMPLETE');
  });

  it('refuses to remove a stack that somebody else created', async () => {
    const target = site.target('theirs');
    const before = await found(target); // nothing was there then
    await site.deploy({ target, release: await site.keep(one), change: 'shop/1' });
    const after = await site.keep(two);
    await site.deploy({ target, release: after, change: 'shop/2' });
    await expect(site.deploy(backTo(target, before, after))).rejects.toMatchObject({
      type: 'Failed',
      message: 'nothing is known of what ran in theirs before, and this change did not create it',
    });
    expect(await site.digest('theirs')).toBe(digestIn(two));
  });

  it('leaves what another change made and this one never touched, and says so', async () => {
    const target = site.target('another');
    const before = await found(target); // nothing was there then
    await site.deploy({ target, release: await site.keep(one), change: 'shop/1' });
    expect(await site.deploy(backTo(target, before, await site.keep(two)))).toMatchObject({
      touched: false,
      left: [{ what: expect.stringContaining('another stays') }],
    });
    expect(await site.digest('another')).toBe(digestIn(one));
  });

  it('leaves a table in place and says so', async () => {
    const target = site.target('with-table');
    const before = await found(target);
    const after = await site.keep(aRelease({ ...note('one'), ...table() }));
    await site.deploy({ target, release: after, change: 'shop/2' });
    expect(await site.deploy(backTo(target, before, after))).toEqual({
      touched: false,
      what: 'left in place',
      left: [{ what: 'with-table stays: Table cannot be made again', action: 'if nobody needs it, delete the stack by hand' }],
    });
    expect((await site.stack('with-table'))?.StackStatus).toBe('CREATE_COMPLETE');
  });
});
