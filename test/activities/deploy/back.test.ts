import { CreateStackCommand, DeleteStackCommand, GetTemplateCommand } from '@aws-sdk/client-cloudformation';
import { survey } from '../../../activities/survey';
import type { Target } from '../../../pipeline/model/target';
import { aRelease, digestIn, gate, note, table } from '../builders/a-release';
import { aSite } from '../builders/a-site';
import { anActivity } from '../builders/an-activity';

const site = aSite();
const one = aRelease(note('one'));
const two = aRelease(note('two'));
const broken = aRelease({ ...note('broken'), ...gate({ version: 'broken', fails: true }) });
const templateOf = (release: typeof one) => release.components.api?.whole.template;
const surveyed = (target: Target): Promise<string> => anActivity().run(survey(site), { change: 'shop/2', targets: [target] });

/** The input that puts a target back to a release, on behalf of the change `shop/2` that deployed `undoes`. */
const backTo = (target: Target, release: string, undoes: string) =>
  ({ target, release, undoes, change: 'shop/2', direction: 'back' }) as const;

describe('putting back', () => {
  test('to a release restores its digest, and the operation’s token says that it is a rollback', async () => {
    const outcome = await site.deploy(await site.deployBoth('built', [one, two]));
    expect(outcome).toMatchObject({ touched: true, what: expect.stringMatching(/^rollback to [0-9a-f]{7}: done$/) });
    expect(await site.tags('built')).toEqual({ 'slipway:digest': digestIn(one), 'slipway:change': 'shop/2' });
    expect((await site.events('built')).at(-1)?.ClientRequestToken).toMatch(/^slipway-back-[0-9a-f]{32}$/);
  });

  test('creates a stack anew that somebody has deleted, and says what has no data now', async () => {
    const before = aRelease({ ...note('one'), ...table() });
    const back = await site.deployBoth('deleted', [before, aRelease({ ...note('two'), ...table() })]);
    await site.cloudFormation.send(new DeleteStackCommand({ StackName: 'deleted' }));
    expect(await site.deploy(back)).toMatchObject({
      touched: true,
      left: [{ what: 'deleted no longer existed and is created anew: Table (AWS::DynamoDB::Table) has none of its data' }],
    });
    expect(await site.digest('deleted')).toBe(digestIn(before));
  });

  test('is idempotent', async () => {
    const back = await site.deployBoth('twice', [one, two]);
    await site.deploy(back);
    const events = await site.events('twice');
    await site.deploy(back);
    expect(await site.events('twice')).toEqual(events);
  });

  test('may be tried again after a failure; each try has a token of its own, and is judged by its own events', async () => {
    const target = site.target('again');
    const [before, after] = [await site.save(broken), await site.save(two)];
    await site.deploy({ target, release: after, change: 'shop/2' });
    const failing = { type: 'Failed', nonRetryable: false, message: expect.stringContaining('the version does not answer') };
    await expect(site.deploy(backTo(target, before, after))).rejects.toMatchObject(failing);
    await expect(site.deploy(backTo(target, before, after))).rejects.toMatchObject(failing);
    const tokens = new Set((await site.events('again')).map((event) => event.ClientRequestToken));
    const back = [...tokens].filter((token) => token?.startsWith('slipway-back-'));
    expect(back).toEqual([expect.any(String), `${back[0]}-2`]);
  });

  test('to a found release removes what another change deployed, even if this one never touched the stack', async () => {
    const target = site.target('leftover');
    await site.deploy({ target, release: await site.save(one), change: 'shop/0' });
    const before = await surveyed(target);
    await site.deploy({ target, release: await site.save(two), change: 'shop/1' }); // it failed its tests, and was left there for a person to look at
    await site.deploy(backTo(target, before, await site.save(broken)));
    expect(await site.digest('leftover')).toBe(digestIn(one));
  });

  test('to a found release restores its template and tags', async () => {
    const target = site.target('found');
    const Tags = [{ Key: 'owner', Value: 'retail' }];
    await site.cloudFormation.send(new CreateStackCommand({ StackName: 'found', TemplateBody: templateOf(one), Tags }));
    const before = await surveyed(target);
    const after = await site.save(two);
    await site.deploy({ target, release: after, change: 'shop/2' });
    expect(await site.deploy(backTo(target, before, after))).toMatchObject({ touched: true, left: [] });
    expect(await site.tags('found')).toMatchObject({ owner: 'retail', 'slipway:change': 'shop/2' });
    const { TemplateBody } = await site.cloudFormation.send(new GetTemplateCommand({ StackName: 'found' }));
    expect(TemplateBody).toBe(templateOf(one));
  });

  test('to a found release touches nothing if the change never altered the stack', async () => {
    const target = site.target('found-untouched');
    await site.cloudFormation.send(new CreateStackCommand({ StackName: target.stack, TemplateBody: templateOf(one) }));
    const before = await surveyed(target);
    const after = await site.save(broken);
    await expect(site.deploy({ target, release: after, change: 'shop/2' })).rejects.toMatchObject({ type: 'Failed' });
    const events = await site.events(target.stack);
    expect(await site.deploy(backTo(target, before, after))).toMatchObject({ touched: false, left: [] });
    expect(await site.events(target.stack)).toEqual(events);
  });
});

describe('putting back a target where nothing ran', () => {
  test('removes a stack that this change created', async () => {
    const target = site.target('new');
    const before = await surveyed(target);
    const after = await site.save(two);
    await site.deploy({ target, release: after, change: 'shop/2' });
    expect(await site.deploy(backTo(target, before, after))).toMatchObject({ touched: true, left: [] });
    expect(await site.stack('new')).toBeUndefined();
    expect(await site.deploy(backTo(target, before, after))).toMatchObject({ touched: false, left: [] });
  });

  test('removes the remains of a failed creation of this change', async () => {
    const target = site.target('new-failed');
    const before = await surveyed(target);
    const after = await site.save(broken);
    await expect(site.deploy({ target, release: after, change: 'shop/2' })).rejects.toMatchObject({ type: 'Failed' });
    await site.deploy(backTo(target, before, after));
    expect(await site.stack('new-failed')).toBeUndefined();
  });

  test('leaves the remains of a failed creation of another change: they were there before', async () => {
    const target = site.target('old-failed');
    await expect(site.deploy({ target, release: await site.save(broken), change: 'shop/1' })).rejects.toMatchObject({
      type: 'Failed',
    });
    const outcome = await site.deploy(backTo(target, await surveyed(target), await site.save(two)));
    expect(outcome).toMatchObject({ touched: false, left: [] });
    expect((await site.stack('old-failed'))?.StackStatus).toBe('ROLLBACK_COMPLETE');
  });

  test('refuses to remove a stack that another change created', async () => {
    const target = site.target('theirs');
    const before = await surveyed(target); // nothing was there then
    await site.deploy({ target, release: await site.save(one), change: 'shop/1' });
    const after = await site.save(two);
    await site.deploy({ target, release: after, change: 'shop/2' });
    await expect(site.deploy(backTo(target, before, after))).rejects.toMatchObject({
      type: 'Failed',
      message:
        'it is not known what ran in theirs before, and this change did not create it: look at the stack, repair it, then accept',
    });
    expect(await site.digest('theirs')).toBe(digestIn(two));
  });

  test('leaves a stack that another change created and this one never touched, and says so', async () => {
    const target = site.target('another');
    const before = await surveyed(target); // nothing was there then
    await site.deploy({ target, release: await site.save(one), change: 'shop/1' });
    expect(await site.deploy(backTo(target, before, await site.save(two)))).toMatchObject({
      touched: false,
      left: [{ what: expect.stringContaining('another stays') }],
    });
    expect(await site.digest('another')).toBe(digestIn(one));
  });

  test('leaves a stack with a table in place, and says so', async () => {
    const target = site.target('with-table');
    const before = await surveyed(target);
    const after = await site.save(aRelease({ ...note('one'), ...table() }));
    await site.deploy({ target, release: after, change: 'shop/2' });
    expect(await site.deploy(backTo(target, before, after))).toEqual({
      touched: false,
      what: 'left in place',
      left: [
        {
          what: 'with-table stays: the data in Table cannot be recreated',
          action: 'if nobody needs it, delete the stack by hand',
        },
      ],
    });
    expect((await site.stack('with-table'))?.StackStatus).toBe('CREATE_COMPLETE');
  });
});
