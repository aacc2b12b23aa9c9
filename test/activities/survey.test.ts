import { CreateStackCommand } from '@aws-sdk/client-cloudformation';
import { survey } from '../../activities/survey';
import type { FoundRelease } from '../../pipeline/model/release';
import type { Target } from '../../pipeline/model/target';
import { answering } from './builders/a-cloudformation';
import { Latch } from './builders/a-latch';
import { aRelease, gate, note } from './builders/a-release';
import { aSite } from './builders/a-site';
import { anActivity, onHeartbeat } from './builders/an-activity';

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
  test('of a busy stack ends when it is cancelled: the operation is not its own', async () => {
    const latch = await Latch.closed();
    const slow = aRelease(gate({ version: 'slow', until: latch.url })).components.api?.whole.template;
    await site.cloudFormation.send(new CreateStackCommand({ StackName: 'busy-cancelled', TemplateBody: slow }));
    const activity = anActivity();
    onHeartbeat(activity, 'CREATE_IN_PROGRESS', () => activity.cancel());
    await expect(surveyed([site.target('busy-cancelled')], activity)).rejects.toMatchObject({ name: 'CancelledFailure' });
    latch.open();
  });

  test('saves template, parameters and tags of what runs, and nothing for a stack that does not exist', async () => {
    await site.cloudFormation.send(
      new CreateStackCommand({ StackName: 'by-hand', TemplateBody: template, Tags: [{ Key: 'owner', Value: 'retail' }] }),
    );
    const { found } = await surveyed([site.target('by-hand'), site.target('nowhere')]);
    expect(found.stacks).toEqual({ 'by-hand': { template, parameters: { Size: '2' }, tags: { owner: 'retail' } } });
  });

  test('saves nothing for a stack whose creation failed: it never worked', async () => {
    const target = site.target('failed');
    const broken = aRelease(gate({ version: 'broken', fails: true }));
    await expect(site.deploy({ target, release: await site.save(broken) })).rejects.toMatchObject({ type: 'Failed' });
    expect((await surveyed([target])).found.stacks).toEqual({});
  });

  test('refuses a stack with values that CloudFormation hides: it could not be put back', async () => {
    const hiding = { ...JSON.parse(template), Parameters: { Size: { Type: 'String' }, Word: { Type: 'String', NoEcho: true } } };
    const Parameters = ['Size', 'Word'].map((ParameterKey) => ({ ParameterKey, ParameterValue: 'secret' }));
    const create = { StackName: 'hiding', TemplateBody: JSON.stringify(hiding), Parameters };
    await site.cloudFormation.send(new CreateStackCommand(create));
    await expect(surveyed([site.target('hiding')])).rejects.toMatchObject({
      type: 'Failed',
      nonRetryable: true,
      message:
        'hiding has parameters whose values CloudFormation hides (Word), so it could not be put back: let the template read them from Secrets Manager',
    });
  });

  test('found-yaml: refuses a template that is too long to be sent again, and takes one that just is not', async () => {
    const target = site.target('long');
    await site.cloudFormation.send(new CreateStackCommand({ StackName: 'long', TemplateBody: template }));
    const ofLength = (bytes: number) =>
      site.through({
        cloudFormation: answering({
          GetTemplateCommand: (usual) => ({ ...usual, TemplateBody: 'x'.repeat(bytes) }),
        }),
      });
    const surveying = (at: typeof site) => anActivity().run(survey(at), { change: 'shop/1', targets: [target] });
    await expect(surveying(ofLength(51_200))).resolves.toMatch(/^sha256-/);
    await expect(surveying(ofLength(51_201))).rejects.toMatchObject({
      type: 'Failed',
      nonRetryable: true,
      message:
        'long could not be put back, because of the template that it runs: it has 51,201 bytes as JSON without white space, and CloudFormation accepts 51,200 bytes: split it into several components, by an update of your own first',
    });
  });

  test('refuses a stack of another pipeline: each would put back what the other deployed', async () => {
    const target = site.target('shared');
    await site.deploy({ target, release: await site.save(one), change: 'orders/000000000001' });
    const surveying = (change: string) => anActivity().run(survey(site), { change, targets: [target] });
    await expect(surveying('orders-prod/000000000002')).rejects.toMatchObject({
      type: 'Failed',
      nonRetryable: true,
      message:
        'shared belongs to pipeline orders, whose change orders/000000000001 altered it last: rename the component, the zone or the pipeline, so that their stack names differ',
    });
    await expect(surveying('orders/000000000002')).resolves.toMatch(/^sha256-/);
    const release = await site.save(aRelease(note('two')));
    await expect(site.deploy({ target, release, change: 'orders-prod/000000000002' })).rejects.toMatchObject({
      type: 'Failed',
      message: expect.stringContaining('shared belongs to pipeline orders, '),
    });
    const back = { target, release: await site.save({ ...one, components: {} }), undoes: release, direction: 'back' } as const;
    await expect(site.deploy({ ...back, change: 'orders-prod/000000000002' })).resolves.toMatchObject({
      touched: false,
      what: expect.stringContaining('belongs to another pipeline; left untouched'),
    });
    await expect(site.deploy({ target, release, change: 'orders/000000000002' })).resolves.toMatchObject({ touched: true });
  });

  test('of the same stacks has the same id', async () => {
    const target = site.target('twice');
    await site.deploy({ target, release: await site.save(one) });
    expect((await surveyed([target])).id).toBe((await surveyed([target])).id);
  });

  test('waits for an operation in progress, and saves its result', async () => {
    const target = site.target('moving');
    const latch = await Latch.closed();
    const slow = aRelease(gate({ version: 'slow', until: latch.url }));
    const deploying = anActivity();
    const begun = new Promise<void>((resolve) => onHeartbeat(deploying, 'CREATE_IN_PROGRESS', resolve));
    const deployed = site.deploy({ target, release: await site.save(slow) }, deploying);
    await begun;
    const surveying = anActivity();
    onHeartbeat(surveying, 'CREATE_IN_PROGRESS', () => latch.open());
    expect((await surveyed([target], surveying)).found.stacks.moving?.template).toBe(slow.components.api?.whole.template);
    await deployed;
  });

  test('is what a rollback restores exactly', async () => {
    const target = site.target('and-back');
    await site.cloudFormation.send(new CreateStackCommand({ StackName: 'and-back', TemplateBody: template }));
    const { id } = await surveyed([target]);
    const release = await site.save(aRelease(note('two')));
    await site.deploy({ target, release });
    await site.deploy({ target, release: id, undoes: release, direction: 'back' });
    expect((await surveyed([target])).found.stacks['and-back']).toMatchObject({ template, parameters: { Size: '2' } });
  });
});
