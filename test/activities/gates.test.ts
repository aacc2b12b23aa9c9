import { EvidenceReader } from '../../activities/aws/cloudwatch/evidence-reader';
import type { GatePlace, GatesInput, GatesOutcome } from '../../activities/contract';
import { gates } from '../../activities/gates';
import { digestOf } from '../../activities/releases/digest';
import type { BuiltRelease } from '../../pipeline/model/release';
import type { Target } from '../../pipeline/model/target';
import { anAlarm } from './builders/a-cloudwatch';
import { aRelease, note } from './builders/a-release';
import { aSite } from './builders/a-site';
import { anActivitySince } from './builders/an-activity';

const site = aSite();
const alarm = { Alarm: { Type: 'AWS::CloudWatch::Alarm', Properties: { AlarmName: 'errors' } } };

function asked(
  alarms: readonly string[],
  { release = aRelease(note('one')), wait = false, target = site.target('api'), ...more }: Partial<Asked> = {},
): Promise<GatesOutcome> {
  return ask(alarms, { release, wait, target, ...more });
}

interface Asked extends Pick<GatePlace, 'examined'>, Pick<GatesInput, 'allowed' | 'wait'> {
  readonly release: BuiltRelease;
  readonly target: Target;
}

async function ask(alarms: readonly string[], { release, wait, target, examined, allowed }: Asked): Promise<GatesOutcome> {
  const look = { account: site.account, region: site.region, alarms };
  const input = {
    release: await site.save(release),
    places: [{ look, targets: [target], ...(examined && { examined }) }],
    wait,
    ...(allowed && { allowed }),
  };
  return await anActivitySince(Date.now(), 0).run(
    gates({ reader: new EvidenceReader(site.aws), releases: site.releases }),
    input,
  );
}

const nowhere =
  'alarm errors does not exist in us-west-2 and no template of the release declares it: create it, or correct its name';

describe('the gate of quiet alarms', () => {
  test('is open when each exists and is ok', async () => {
    await anAlarm(site.cloudWatch, 'quiet', 'OK');
    expect(await asked(['quiet'])).toEqual({ kind: 'open' });
  });

  test('is closed by an alarm that does not exist, and names it', async () => {
    expect(await asked(['errors'])).toEqual({ kind: 'closed', because: nowhere });
  });

  test('is open for an alarm that a template of the release will create', async () => {
    expect(await asked(['errors'], { release: aRelease(alarm) })).toEqual({ kind: 'open' });
  });

  test('is closed by an alarm that fires, even if a template declares it', async () => {
    await anAlarm(site.cloudWatch, 'loud', 'ALARM');
    const declares = aRelease({ Alarm: { ...alarm.Alarm, Properties: { AlarmName: 'loud' } } });
    const because = 'alarm loud in us-west-2 is firing';
    expect(await asked(['loud'], { release: declares })).toEqual({ kind: 'closed', because });
  });

  test('is closed by an alarm without data', async () => {
    await anAlarm(site.cloudWatch, 'silent', 'INSUFFICIENT_DATA');
    const because = 'alarm silent in us-west-2 cannot be read, or has no data';
    expect(await asked(['silent'])).toEqual({ kind: 'closed', because });
  });

  test('names every alarm that closes it', async () => {
    await anAlarm(site.cloudWatch, 'loud', 'ALARM');
    expect(await asked(['loud', 'errors'])).toEqual({
      kind: 'closed',
      because: `alarm loud in us-west-2 is firing; ${nowhere}`,
    });
  });

  test('with `wait` returns only when it is open, and says what it waits for until then', async () => {
    await expect(asked(['errors'], { wait: true })).rejects.toMatchObject({
      type: 'NotYet',
      category: 'BENIGN',
      message: nowhere,
    });
    await anAlarm(site.cloudWatch, 'quiet', 'OK');
    expect(await asked(['quiet'], { wait: true })).toEqual({ kind: 'open' });
  });
});

describe('an alarm that does not exist yet', () => {
  const fleet = { ...site.target('shop-prod-api-usw2-az1'), zone: 'usw2-az1', share: 'fleet' } as const;

  /** A release that creates one alarm, with more in its template. */
  function creating(resource: object, { parameters = {}, ...more }: { parameters?: Record<string, string> } & object = {}) {
    const Resources = { Errors: { ...alarm.Alarm, ...resource } };
    const template = JSON.stringify({ Parameters: { Environment: {}, Zone: {}, Share: {} }, ...more, Resources });
    const whole = { template, parameters, digest: digestOf(template, parameters) };
    return { kind: 'built', commit: 'c'.repeat(40), components: { api: { whole } } } as const;
  }

  const named = (AlarmName: unknown) => ({ Properties: { AlarmName } });
  const sub = (text: string) => named({ 'Fn::Sub': text.replaceAll('<', '${').replaceAll('>', '}') });
  const isAlpha = { 'Fn::Equals': [{ Ref: 'Environment' }, 'alpha'] };
  const inAlpha = { Conditions: { Alpha: isAlpha, Other: { 'Fn::Not': [{ Condition: 'Alpha' }] } } };

  test.each<[string, object, object, string]>([
    ['its environment, zone and share', sub('<Environment>-<Zone>-<Share>'), {}, 'prod-usw2-az1-fleet'],
    ['its Region', sub('errors-<AWS::Region>'), {}, 'errors-us-west-2'],
    ['its account', sub('errors-<AWS::AccountId>'), {}, `errors-${site.account}`],
    ['its stack', sub('<AWS::StackName>-errors'), {}, 'shop-prod-api-usw2-az1-errors'],
    ['parts that are joined', named({ 'Fn::Join': ['-', ['errors', { Ref: 'Zone' }]] }), {}, 'errors-usw2-az1'],
    ["a parameter's default", sub('<Service>-errors'), { Parameters: { Service: { Default: 'shop' } } }, 'shop-errors'],
    ['a parameter of the release', sub('<Service>-errors'), { parameters: { Service: 'shop' } }, 'shop-errors'],
    [
      'a map',
      named({ 'Fn::FindInMap': ['Names', { Ref: 'AWS::Region' }, 'errors'] }),
      { Mappings: { Names: { 'us-west-2': { errors: 'west-errors' } } } },
      'west-errors',
    ],
    ['a condition', named({ 'Fn::If': ['Alpha', 'alpha-errors', 'real-errors'] }), inAlpha, 'real-errors'],
    ['others that it is composed of', { Type: 'AWS::CloudWatch::CompositeAlarm', ...sub('all-<Zone>') }, {}, 'all-usw2-az1'],
    ['a condition that holds', { Condition: 'Other' }, inAlpha, 'errors'],
  ])('passes if a template creates it, with a name from %s', async (_, resource, more, name) => {
    expect(await asked([name], { release: creating(resource, more), target: fleet })).toEqual({ kind: 'open' });
  });

  test.each<[string, object, object]>([
    ['its condition is false here', { Condition: 'Alpha' }, inAlpha],
    ['the template creates another', sub('errors-<Zone>'), {}],
  ])('does not pass if %s', async (_, resource, more) => {
    expect(await asked(['errors'], { release: creating(resource, more), target: fleet })).toEqual({
      kind: 'closed',
      because: nowhere,
    });
  });

  test.each<[string, object]>([
    ['an attribute', { 'Fn::GetAtt': ['Name', 'Value'] }],
    ["another stack's", { 'Fn::ImportValue': 'shop-errors' }],
    ['looked up', { Ref: 'Name' }],
  ])('does not pass if an alarm of the release has a name that only AWS knows, and says so: %s', async (_, AlarmName) => {
    const more: object = { Parameters: { Name: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/shop/errors' } } };
    expect(await asked(['errors'], { release: creating(named(AlarmName), more), target: fleet })).toEqual({
      kind: 'closed',
      because:
        'alarm errors does not exist in us-west-2 and the release may create it, but the name of api/Errors is known only to AWS: write it so that it is known before the deployment, as with Fn::Sub over Environment and Zone',
    });
  });

  test('does not pass if the release’s alarm has a name that CloudFormation generates', async () => {
    const unnamed = { Properties: { AlarmName: { Ref: 'AWS::NoValue' } } };
    expect(await asked(['errors'], { release: creating(unnamed), target: fleet })).toEqual({ kind: 'closed', because: nowhere });
  });
});

describe('hidden-alarm: an alarm that only the deployment can bring', () => {
  const nested = { Child: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'https://example.com/child.json' } } };
  const row =
    'alarm errors does not exist in us-west-2, and whether component api creates it in a nested stack, a module or a macro cannot be told before the deployment';
  const hides = { alarms: [], hides: ['api'] };

  /** A release whose template is this one. */
  function withTemplate(template: string) {
    const whole = { template, parameters: {}, digest: digestOf(template) };
    return { kind: 'built', commit: 'c'.repeat(40), components: { api: { whole } } } as const;
  }

  test.each<[string, object | string]>([
    ['a nested stack', { Resources: nested }],
    ['a module', { Resources: { Alarms: { Type: 'Acme::Alarms::Errors::MODULE', Properties: {} } } }],
    ['a macro', { Transform: 'AWS::Serverless-2016-10-31', Resources: note('one') }],
    ['a loop', { Resources: { 'Fn::ForEach::Alarms': ['Kind', ['a', 'b'], {}] } }],
    ['an include among the resources', { Resources: { 'Fn::Transform': { Name: 'AWS::Include', Parameters: {} } } }],
    ['an include in a resource', { Resources: { A: { Type: 'X::Y::Z', 'Fn::Transform': { Name: 'AWS::Include' } } } }],
    ['a template that cannot be read', '{"Resources": '],
  ])(
    'does not close the gate before the deployment was examined, nor makes it wait with a message of the parser: %s',
    async (_, template) => {
      const release = withTemplate(typeof template === 'string' ? template : JSON.stringify(template));
      expect(await asked(['errors'], { release, wait: true })).toEqual({ kind: 'open' });
    },
  );

  test('passes if the processed template has it', async () => {
    expect(await asked(['errors'], { release: aRelease(nested), examined: { alarms: ['errors'], hides: [] } })).toEqual({
      kind: 'open',
    });
  });

  test('is asked of a person; the answer counts for the same alarms, and becomes a note', async () => {
    const outcome = await asked(['errors'], { release: aRelease(nested), examined: hides });
    expect(outcome).toEqual({
      kind: 'asks',
      questions: [{ component: 'api', rows: [row], digest: expect.stringMatching(/^sha256-/) }],
    });
    const digest = outcome.kind === 'asks' ? (outcome.questions[0]?.digest ?? '') : '';
    const allowed = { release: aRelease(nested), examined: hides, allowed: [digest] };
    expect(await asked(['errors'], allowed)).toEqual({ kind: 'open', notes: [row] });
    expect(await asked(['errors', 'more'], allowed)).toMatchObject({ kind: 'asks', questions: [{ component: 'api' }] });
  });

  test.each(['alpha', 'beta'] as const)('passes in %s with a note', async (environment) => {
    const target = { ...site.target('api'), environment };
    expect(await asked(['errors'], { release: aRelease(nested), target, examined: hides })).toEqual({
      kind: 'open',
      notes: [row],
    });
  });

  test('is asked in gamma, where the whole of production is tried', async () => {
    const target = { ...site.target('api'), environment: 'gamma' } as const;
    expect(await asked(['errors'], { release: aRelease(nested), target, examined: hides })).toMatchObject({ kind: 'asks' });
  });

  test('is not asked while another alarm closes the gate, or if no component at that place hides anything', async () => {
    await anAlarm(site.cloudWatch, 'loud', 'ALARM');
    const because = 'alarm loud in us-west-2 is firing';
    expect(await asked(['errors', 'loud'], { release: aRelease(nested), examined: hides })).toEqual({ kind: 'closed', because });
    for (const examined of [
      { alarms: [], hides: [] },
      { alarms: [], hides: ['table'] },
    ])
      expect(await asked(['errors'], { release: aRelease(nested), examined })).toEqual({ kind: 'closed', because: nowhere });
  });

  test('explains a missing alarm before a name that cannot be read does', async () => {
    const unread = { Errors: { ...alarm.Alarm, Properties: { AlarmName: { 'Fn::ImportValue': 'shop-errors' } } } };
    const release = aRelease({ ...nested, ...unread });
    expect(await asked(['errors'], { release, examined: hides })).toMatchObject({ kind: 'asks' });
    expect(await asked(['errors'], { release, examined: { alarms: [], hides: [] } })).toMatchObject({
      kind: 'closed',
      because: expect.stringContaining('the name of api/Errors is known only to AWS'),
    });
  });
});
