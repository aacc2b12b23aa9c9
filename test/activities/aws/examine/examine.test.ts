import {
  CreateChangeSetCommand,
  ListChangeSetsCommand,
  UpdateTerminationProtectionCommand,
} from '@aws-sdk/client-cloudformation';
import { examine } from '../../../../activities/aws/examine/examine';
import type { ExamineInput, ExamineOutcome } from '../../../../activities/contract';
import type { BuiltRelease } from '../../../../pipeline/model/release';
import type { Target } from '../../../../pipeline/model/target';
import { type Answers, answering } from '../../builders/a-cloudformation';
import { refusal } from '../../builders/a-fake-cloudformation';
import { aRelease, gate, note, table } from '../../builders/a-release';
import { type ASite, aSite } from '../../builders/a-site';
import { anActivity, onHeartbeat } from '../../builders/an-activity';

const site = aSite();
const clear = { kind: 'clear', questions: [], notes: [], alarms: [], hides: [] };
const withTable = aRelease({ ...note('one'), ...table() });
const two = aRelease(note('two'));

async function examined(
  release: BuiltRelease,
  targets: readonly Target[],
  at: ASite = site,
  activity = anActivity(),
): Promise<ExamineOutcome> {
  const input: ExamineInput = { change: 'shop/2', release: await at.save(release), targets };
  return await activity.run(examine(at), input);
}

/** What an examination may have left at a stack: itself, if it did not exist, and change sets. */
async function leftAt(stack: string): Promise<{ status: string | undefined; changeSets: (string | undefined)[] }> {
  const { Summaries } = await site.cloudFormation.send(new ListChangeSetsCommand({ StackName: stack }));
  const changeSets = (Summaries ?? []).filter(({ ExecutionStatus }) => ExecutionStatus === 'AVAILABLE');
  return { status: (await site.stack(stack))?.StackStatus, changeSets: changeSets.map(({ ChangeSetName }) => ChangeSetName) };
}

const siteWith = (answers: Answers) => site.through({ cloudFormation: answering(answers) });

/** A site whose change sets of these stacks CloudFormation cannot compute. */
const refusing = (StatusReason: string, ...stacks: string[]) =>
  siteWith({
    DescribeChangeSetCommand: (usual) =>
      stacks.includes(usual.StackName ?? '') ? { ...usual, Status: 'FAILED', StatusReason, Changes: [] } : usual,
  });

describe('an examination', () => {
  test('of new stacks is clear, and leaves none of the empty stacks that it made', async () => {
    expect(await examined(withTable, [site.target('new-1'), site.target('new-2')])).toEqual(clear);
    expect(await leftAt('new-1')).toEqual({ status: undefined, changeSets: [] });
    expect(await leftAt('new-2')).toEqual({ status: undefined, changeSets: [] });
  });

  test('leaves an empty stack in which a deployment prepares by now: an attempt whose worker was away ends late', async () => {
    const StackName = 'late';
    const deployment = new CreateChangeSetCommand({
      ...{ StackName, ChangeSetName: 'slipway-forward-1', ChangeSetType: 'CREATE' },
      TemplateBody: two.components.api?.whole.template,
    });
    const late = siteWith({
      DescribeChangeSetCommand: async (usual) => {
        await site.cloudFormation.send(deployment).catch((err: Error) => expect(err.name).toBe('AlreadyExistsException'));
        return usual;
      },
    });
    expect(await examined(withTable, [site.target(StackName)], late)).toEqual(clear);
    expect(await leftAt(StackName)).toEqual({ status: 'REVIEW_IN_PROGRESS', changeSets: ['slipway-forward-1'] });
  });

  test('of a stack that runs the release already, or would be created after a failed creation, finds nothing to ask', async () => {
    const target = site.target('runs');
    await site.deploy({ target, release: await site.save(two) });
    expect(await examined(two, [target])).toEqual(clear);

    const failing = aRelease(gate({ version: 'broken', fails: true }));
    await expect(site.deploy({ target: site.target('failed'), release: await site.save(failing) })).rejects.toThrow();
    expect(await examined(two, [site.target('failed')])).toEqual({
      ...clear,
      notes: ['what a deployment does to failed is known only when it begins: it is ROLLBACK_COMPLETE, and is created anew'],
    });
    expect((await site.stack('failed'))?.StackStatus).toBe('ROLLBACK_COMPLETE');
  });

  test('protected: finds that the remains of a failed creation must not be deleted, before anything is touched', async () => {
    const failing = aRelease(gate({ version: 'broken', fails: true }));
    await expect(site.deploy({ target: site.target('guarded'), release: await site.save(failing) })).rejects.toThrow();
    const protect = new UpdateTerminationProtectionCommand({ StackName: 'guarded', EnableTerminationProtection: true });
    await site.cloudFormation.send(protect);
    await expect(examined(two, [site.target('guarded')])).rejects.toMatchObject({
      type: 'NeedsPerson',
      message: expect.stringMatching(/^guarded is ROLLBACK_COMPLETE, .* termination protection forbids that: switch/),
    });
  });

  test('refuses what would delete data, names the stack, and touches nothing', async () => {
    const target = site.target('loses');
    await site.deploy({ target, release: await site.save(withTable) });
    const before = await site.events('loses');
    expect(await examined(two, [target])).toEqual({
      kind: 'refused',
      because: 'it would delete or replace Table (AWS::DynamoDB::Table) of loses, whose data cannot be recreated',
    });
    expect(await site.events('loses')).toEqual(before);
    expect(await leftAt('loses')).toEqual({ status: 'CREATE_COMPLETE', changeSets: [] });
  });

  test('conditional: asks once what it would ask of several stacks, and the deployment asks the same', async () => {
    const targets = ['asks-1', 'asks-2'].map((stack) => ({ ...site.target(stack), stateless: [] }));
    const [one, other] = ['one', 'other'].map((version) => aRelease(gate({ version })));
    for (const target of targets) await site.deploy({ target, release: await site.save(one as BuiltRelease) });
    const outcome = await examined(other as BuiltRelease, targets);
    expect(outcome).toEqual({ ...clear, questions: [expect.objectContaining({ component: 'api', digest: expect.any(String) })] });
    expect(await leftAt('asks-1')).toEqual({ status: 'CREATE_COMPLETE', changeSets: [] });

    const deployed = { release: await site.save(other as BuiltRelease), target: targets[0] as Target, change: 'shop/2' };
    const asked = await site.deploy(deployed);
    expect(outcome).toMatchObject({ questions: [asked.asks] });
    expect(asked).toMatchObject({ touched: false, left: [] });
    expect(await leftAt('asks-1')).toEqual({ status: 'CREATE_COMPLETE', changeSets: [] });
    expect(await site.deploy({ ...deployed, allowed: [asked.asks?.digest ?? ''] })).toMatchObject({ touched: true });
  });

  test('refuses what CloudFormation refuses, with its reason', async () => {
    const outcome = await examined(two, [site.target('invalid')], refusing('Circular dependency between resources', 'invalid'));
    expect(outcome).toEqual({
      kind: 'refused',
      because: 'CloudFormation refuses the change of invalid: Circular dependency between resources',
    });
    expect(await leftAt('invalid')).toEqual({ status: undefined, changeSets: [] });
  });

  test('does not refuse what an earlier target of the same change may bring, and says that it is known only later', async () => {
    const reason = 'No export named orders-table found.';
    const targets = [site.target('exporting'), site.target('importing')];
    const at = refusing(reason, 'importing');
    expect(await examined(two, targets, at)).toEqual({
      ...clear,
      notes: [
        `what a deployment does to importing is known only when it begins: CloudFormation refuses the change of importing: ${reason}`,
      ],
    });
    expect(await leftAt('importing')).toEqual({ status: undefined, changeSets: [] });
    expect(await examined(two, targets.slice(1), at)).toMatchObject({
      kind: 'refused',
      because: expect.stringContaining(reason),
    });
  });

  test('ssm-latest: says what a rollback cannot restore also of a stack that is known only later', async () => {
    const reason = 'No export named orders-table found.';
    const target = site.target('importing-too');
    await site.deploy({ target, release: await site.save(withTable) });
    const computed = { ...note('{{resolve:ssm:/x/$'.concat('{AWS::Region}}}')) };
    const at = siteWith({
      DescribeChangeSetCommand: (usual) =>
        usual.StackName === 'importing-too' ? { ...usual, Status: 'FAILED', StatusReason: reason, Changes: [] } : usual,
      GetTemplateCommand: (usual) => ({ ...usual, TemplateBody: JSON.stringify({ Resources: computed }) }),
    });
    expect(await examined(two, [site.target('exporting-too'), target], at)).toMatchObject({
      kind: 'clear',
      notes: [expect.stringContaining(reason), expect.stringMatching(/^a rollback of importing-too cannot restore /)],
    });
  });

  test('throws what passes by itself, and what only a person can remove, as it is', async () => {
    await expect(examined(two, [site.target('busy')], refusing('Rate exceeded', 'busy'))).rejects.toMatchObject({
      nonRetryable: false,
      message: 'CloudFormation could not compute the change of busy this time: Rate exceeded',
    });
    const denied = siteWith({
      DescribeChangeSetCommand: () => {
        throw refusal('AccessDenied', 'not authorized to perform: cloudformation:DescribeChangeSet');
      },
    });
    await expect(examined(two, [site.target('denied')], denied)).rejects.toMatchObject({ name: 'AccessDenied' });
    expect(await leftAt('denied')).toEqual({ status: undefined, changeSets: [] });
  });

  test('that is cancelled deletes what it made', async () => {
    const activity = anActivity();
    onHeartbeat(activity, 'change set', () => activity.cancel());
    const slow = siteWith({ DescribeChangeSetCommand: (usual) => ({ ...usual, Status: 'CREATE_IN_PROGRESS' }) });
    await expect(examined(two, [site.target('cancelled')], slow, activity)).rejects.toMatchObject({ name: 'CancelledFailure' });
    expect(await leftAt('cancelled')).toEqual({ status: undefined, changeSets: [] });
  });
});

const aBody = (template: object): BuiltRelease => ({
  kind: 'built',
  commit: 'c'.repeat(40),
  components: { api: { whole: { template: JSON.stringify(template), parameters: {}, digest: 'sha256-1' } } },
});

describe('an examination of a template that does not show its resources', () => {
  test('foreach: names the alarms that a loop makes', async () => {
    const properties = { ...alarm, AlarmName: { 'Fn::Join': ['-', ['shop', { Ref: 'Kind' }]] } };
    const made = { ['Alarm$'.concat('{Kind}')]: { Type: 'AWS::CloudWatch::Alarm', Properties: properties } };
    const loop = {
      Transform: 'AWS::LanguageExtensions',
      Resources: { 'Fn::ForEach::Alarms': ['Kind', ['errors', 'latency'], made] },
    };
    expect(await examined(aBody(loop), [site.target('foreach')])).toEqual({ ...clear, alarms: ['shop-errors', 'shop-latency'] });
    expect(await leftAt('foreach')).toEqual({ status: undefined, changeSets: [] });
  });

  test('hidden-alarm: names the component whose nested stack or module may make alarms', async () => {
    const nested = {
      Resources: { Alarms: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'https://bucket/alarms.json' } } },
    };
    expect(await examined(aBody(nested), [site.target('nested')])).toEqual({ ...clear, hides: ['api'] });
  });
});

const alarm = {
  Namespace: 'Shop',
  MetricName: 'Errors',
  Statistic: 'Sum',
  Period: 60,
  EvaluationPeriods: 1,
  Threshold: 1,
  ComparisonOperator: 'GreaterThanThreshold',
};
