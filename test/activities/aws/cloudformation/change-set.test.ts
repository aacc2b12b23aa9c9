import { CreateChangeSetCommand, DescribeChangeSetCommand } from '@aws-sdk/client-cloudformation';
import { changeSetName } from '../../../../activities/aws/cloudformation/change-set';
import { aSite } from '../../builders/a-site';
import { aRelease, digestIn, note } from '../../builders/a-stack';

const of = { change: 'shop/1', stack: 'shop-prod-api', release: 'sha256-1', direction: 'forward' } as const;

describe('the name of a change set', () => {
  it('is the same for the same change, target, release and direction', () => {
    expect(changeSetName({ ...of })).toBe(changeSetName(of));
    expect(changeSetName(of)).toMatch(/^slipway-forward-[0-9a-f]{32}$/);
  });

  it.each([{ change: 'shop/2' }, { stack: 'other' }, { release: 'sha256-2' }, { direction: 'back' as const }])(
    'is another with %j',
    (other) => {
      expect(changeSetName({ ...of, ...other })).not.toBe(changeSetName(of));
    },
  );

  it('is no longer than CloudFormation allows, in what letters it allows', () => {
    expect(changeSetName({ ...of, change: 'x'.repeat(1_000) })).toMatch(/^[A-Za-z][A-Za-z0-9-]{0,127}$/);
  });
});

describe('on the way back', () => {
  const site = aSite();
  const [one, two] = [aRelease(note('one')), aRelease(note('two'))];

  it('the change’s own change set is withdrawn, also where nothing else is to be done', async () => {
    const target = site.target('withdrawn');
    const [before, after] = [await site.keep(one), await site.keep(two)];
    await site.deploy({ target, release: before });
    const name = changeSetName({ change: 'shop/2', stack: target.stack, release: after, direction: 'forward' });
    const TemplateBody = two.components.api?.whole.template;
    await site.cloudFormation.send(new CreateChangeSetCommand({ StackName: target.stack, ChangeSetName: name, TemplateBody }));
    const back = { target, release: before, undoes: after, change: 'shop/2', direction: 'back' } as const;
    expect(await site.deploy(back)).toMatchObject({ touched: false });
    const look = site.cloudFormation.send(new DescribeChangeSetCommand({ StackName: target.stack, ChangeSetName: name }));
    await expect(look).rejects.toMatchObject({ name: 'ChangeSetNotFoundException' });
    expect(await site.digest(target.stack)).toBe(digestIn(one));
  });

  it('a stack that was only prepared is removed', async () => {
    const target = site.target('prepared');
    const after = await site.keep(two);
    const name = changeSetName({ change: 'shop/2', stack: target.stack, release: after, direction: 'forward' });
    const TemplateBody = two.components.api?.whole.template;
    const prepare = { StackName: target.stack, ChangeSetName: name, TemplateBody, ChangeSetType: 'CREATE' } as const;
    await site.cloudFormation.send(new CreateChangeSetCommand(prepare));
    expect((await site.stack('prepared'))?.StackStatus).toBe('REVIEW_IN_PROGRESS');
    const nothing = await site.keep({ kind: 'found', stacks: {} });
    await site.deploy({ target, release: nothing, undoes: after, change: 'shop/2', direction: 'back' });
    expect(await site.stack('prepared')).toBeUndefined();
  });
});
