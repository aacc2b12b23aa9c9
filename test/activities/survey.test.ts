import { CreateStackCommand } from '@aws-sdk/client-cloudformation';
import { survey } from '../../activities/survey';
import type { FoundRelease } from '../../pipeline/model/release';
import type { Target } from '../../pipeline/model/target';
import { Hold } from './builders/a-hold';
import { aSite } from './builders/a-site';
import { aRelease, gate, note } from './builders/a-stack';
import { anActivity, whenHeard } from './builders/an-activity';

const site = aSite();
const one = aRelease(note('one'), {}, { Size: { Type: 'String', Default: '2' } });
const template = one.components.api?.whole.template ?? '';

async function surveyed(targets: readonly Target[], activity = anActivity()): Promise<{ id: string; found: FoundRelease }> {
  const id: string = await activity.run(survey(site), { change: 'shop/1', targets });
  const found = await site.releases.read(id);
  if (found.kind !== 'found') throw new Error(`${id} was built, not found`);
  return { id, found };
}

describe('a survey', () => {
  it('keeps template, parameters and tags of what runs, and nothing of what does not', async () => {
    await site.cloudFormation.send(
      new CreateStackCommand({ StackName: 'by-hand', TemplateBody: template, Tags: [{ Key: 'owner', Value: 'retail' }] }),
    );
    const { found } = await surveyed([site.target('by-hand'), site.target('nowhere')]);
    expect(found.stacks).toEqual({ 'by-hand': { template, parameters: { Size: '2' }, tags: { owner: 'retail' } } });
  });

  it('keeps nothing of a stack whose creation failed: it never worked', async () => {
    const target = site.target('failed');
    const broken = aRelease(gate({ version: 'broken', fails: true }));
    await expect(site.deploy({ target, release: await site.keep(broken) })).rejects.toMatchObject({ type: 'Failed' });
    expect((await surveyed([target])).found.stacks).toEqual({});
  });

  it('refuses a stack with values that CloudFormation hides: there would be no way back to it', async () => {
    const hiding = { ...JSON.parse(template), Parameters: { Size: { Type: 'String' }, Word: { Type: 'String', NoEcho: true } } };
    const Parameters = ['Size', 'Word'].map((ParameterKey) => ({ ParameterKey, ParameterValue: 'secret' }));
    const create = { StackName: 'hiding', TemplateBody: JSON.stringify(hiding), Parameters };
    await site.cloudFormation.send(new CreateStackCommand(create));
    await expect(surveyed([site.target('hiding')])).rejects.toMatchObject({
      type: 'Failed',
      nonRetryable: true,
      message:
        'hiding has parameters whose values CloudFormation hides (Word), so there is no way back to it: let it read them from Secrets Manager',
    });
  });

  it('refuses a stack of another pipeline: each would put back what the other deployed', async () => {
    const target = site.target('shared');
    await site.deploy({ target, release: await site.keep(one), change: 'orders/000000000001' });
    const surveying = (change: string) => anActivity().run(survey(site), { change, targets: [target] });
    await expect(surveying('orders-prod/000000000002')).rejects.toMatchObject({
      type: 'Failed',
      nonRetryable: true,
      message:
        'shared is a stack of pipeline orders, whose change orders/000000000001 altered it last: rename the component, the zone or the pipeline, so that none is shared',
    });
    await expect(surveying('orders/000000000002')).resolves.toMatch(/^sha256-/);
    const release = await site.keep(aRelease(note('two')));
    await expect(site.deploy({ target, release, change: 'orders-prod/000000000002' })).rejects.toMatchObject({
      type: 'Failed',
      message: expect.stringContaining('shared is a stack of pipeline orders, '),
    });
    const back = { target, release: await site.keep({ ...one, components: {} }), undoes: release, direction: 'back' } as const;
    await expect(site.deploy({ ...back, change: 'orders-prod/000000000002' })).resolves.toMatchObject({
      touched: false,
      what: expect.stringContaining('another pipeline has it'),
    });
    await expect(site.deploy({ target, release, change: 'orders/000000000002' })).resolves.toMatchObject({ touched: true });
  });

  it('told twice has the same id', async () => {
    const target = site.target('twice');
    await site.deploy({ target, release: await site.keep(one) });
    expect((await surveyed([target])).id).toBe((await surveyed([target])).id);
  });

  it('waits for an operation that runs, and keeps what came of it', async () => {
    const target = site.target('moving');
    const hold = await Hold.closed();
    const slow = aRelease(gate({ version: 'slow', until: hold.url }));
    const deploying = anActivity();
    const begun = new Promise<void>((resolve) => whenHeard(deploying, 'CREATE_IN_PROGRESS', resolve));
    const deployed = site.deploy({ target, release: await site.keep(slow) }, deploying);
    await begun;
    const surveying = anActivity();
    whenHeard(surveying, 'CREATE_IN_PROGRESS', () => hold.open());
    expect((await surveyed([target], surveying)).found.stacks.moving?.template).toBe(slow.components.api?.whole.template);
    await deployed;
  });

  it('is the way back to exactly what was there', async () => {
    const target = site.target('and-back');
    await site.cloudFormation.send(new CreateStackCommand({ StackName: 'and-back', TemplateBody: template }));
    const { id } = await surveyed([target]);
    const release = await site.keep(aRelease(note('two')));
    await site.deploy({ target, release });
    await site.deploy({ target, release: id, undoes: release, direction: 'back' });
    expect((await surveyed([target])).found.stacks['and-back']).toMatchObject({ template, parameters: { Size: '2' } });
  });
});
