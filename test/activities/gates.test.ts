import { Lookout } from '../../activities/aws/cloudwatch/lookout';
import type { GatesOutcome } from '../../activities/contract';
import { gates } from '../../activities/gates';
import { digestOf } from '../../activities/releases/digest';
import type { BuiltRelease } from '../../pipeline/model/release';
import type { Target } from '../../pipeline/model/target';
import { anAlarm } from './builders/a-cloudwatch';
import { aSite } from './builders/a-site';
import { aRelease, note } from './builders/a-stack';
import { anActivitySince } from './builders/an-activity';

const site = aSite();
const alarm = { Alarm: { Type: 'AWS::CloudWatch::Alarm', Properties: { AlarmName: 'errors' } } };

function asked(
  alarms: readonly string[],
  { release = aRelease(note('one')), wait = false, target = site.target('api') } = {},
): Promise<GatesOutcome> {
  return ask(alarms, { release, wait, target });
}

async function ask(
  alarms: readonly string[],
  { release, wait, target }: { release: BuiltRelease; wait: boolean; target: Target },
): Promise<GatesOutcome> {
  const look = { account: site.account, region: site.region, alarms };
  const input = { release: await site.keep(release), places: [{ look, targets: [target] }], wait };
  return await anActivitySince(Date.now(), 0).run(gates({ lookout: new Lookout(site.aws), releases: site.releases }), input);
}

const nowhere =
  'alarm errors does not exist in us-west-2 and no template of the release declares it: create it, or correct its name';

describe('the gate of quiet alarms', () => {
  it('is open when each exists and is ok', async () => {
    await anAlarm(site.cloudWatch, 'quiet', 'OK');
    expect(await asked(['quiet'])).toEqual({ kind: 'open' });
  });

  it('is closed by an alarm that is nowhere, and names it', async () => {
    expect(await asked(['errors'])).toEqual({ kind: 'closed', because: nowhere });
  });

  it('is open for an alarm that a template of the release will bring', async () => {
    expect(await asked(['errors'], { release: aRelease(alarm) })).toEqual({ kind: 'open' });
  });

  it('is closed by one that fires, also where a template declares it', async () => {
    await anAlarm(site.cloudWatch, 'loud', 'ALARM');
    const declares = aRelease({ Alarm: { ...alarm.Alarm, Properties: { AlarmName: 'loud' } } });
    const because = 'alarm loud in us-west-2 is firing';
    expect(await asked(['loud'], { release: declares })).toEqual({ kind: 'closed', because });
  });

  it('is closed by one without data', async () => {
    await anAlarm(site.cloudWatch, 'silent', 'INSUFFICIENT_DATA');
    const because = 'alarm silent in us-west-2 cannot be read, or has no data';
    expect(await asked(['silent'])).toEqual({ kind: 'closed', because });
  });

  it('names every alarm that closes it', async () => {
    await anAlarm(site.cloudWatch, 'loud', 'ALARM');
    expect(await asked(['loud', 'errors'])).toEqual({
      kind: 'closed',
      because: `alarm loud in us-west-2 is firing; ${nowhere}`,
    });
  });

  it('told to wait answers only when it is open, and says meanwhile what it waits for', async () => {
    await expect(asked(['errors'], { wait: true })).rejects.toMatchObject({
      type: 'NotYet',
      category: 'BENIGN',
      message: nowhere,
    });
    await anAlarm(site.cloudWatch, 'quiet', 'OK');
    expect(await asked(['quiet'], { wait: true })).toEqual({ kind: 'open' });
  });
});

describe('an alarm that is not there yet', () => {
  const fleet = { ...site.target('shop-prod-api-usw2-az1'), zone: 'usw2-az1', share: 'fleet' } as const;

  /** A release that makes one alarm, with more in its template. */
  function making(resource: object, { parameters = {}, ...more }: { parameters?: Record<string, string> } & object = {}) {
    const Resources = { Errors: { ...alarm.Alarm, ...resource } };
    const template = JSON.stringify({ Parameters: { Environment: {}, Zone: {}, Share: {} }, ...more, Resources });
    const whole = { template, parameters, digest: digestOf(template, parameters) };
    return { kind: 'built', commit: 'c'.repeat(40), components: { api: { whole } } } as const;
  }

  const named = (AlarmName: unknown) => ({ Properties: { AlarmName } });
  const sub = (text: string) => named({ 'Fn::Sub': text.replaceAll('<', '${').replaceAll('>', '}') });
  const isAlpha = { 'Fn::Equals': [{ Ref: 'Environment' }, 'alpha'] };
  const inAlpha = { Conditions: { Alpha: isAlpha, Other: { 'Fn::Not': [{ Condition: 'Alpha' }] } } };

  it.each<[string, object, object, string]>([
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
  ])('is let pass where a template makes it, named by %s', async (_, resource, more, name) => {
    expect(await asked([name], { release: making(resource, more), target: fleet })).toEqual({ kind: 'open' });
  });

  it.each<[string, object, object]>([
    ['a condition keeps the template from making it here', { Condition: 'Alpha' }, inAlpha],
    ['another is made', sub('errors-<Zone>'), {}],
  ])('is not let pass where %s', async (_, resource, more) => {
    expect(await asked(['errors'], { release: making(resource, more), target: fleet })).toEqual({
      kind: 'closed',
      because: nowhere,
    });
  });

  it.each<[string, object]>([
    ['an attribute', { 'Fn::GetAtt': ['Name', 'Value'] }],
    ["another stack's", { 'Fn::ImportValue': 'shop-errors' }],
    ['looked up', { Ref: 'Name' }],
  ])('is not let pass where its name may be one that only AWS knows, which is said: it is %s', async (_, AlarmName) => {
    const more: object = { Parameters: { Name: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/shop/errors' } } };
    expect(await asked(['errors'], { release: making(named(AlarmName), more), target: fleet })).toEqual({
      kind: 'closed',
      because:
        'alarm errors does not exist in us-west-2 and whether the release makes it cannot be told, because the name of api/Errors is known only to AWS: write it so that it is known before the deployment, as with Fn::Sub over Environment and Zone',
    });
  });

  it('is nowhere where the only other has a name that CloudFormation makes up', async () => {
    const unnamed = { Properties: { AlarmName: { Ref: 'AWS::NoValue' } } };
    expect(await asked(['errors'], { release: making(unnamed), target: fleet })).toEqual({ kind: 'closed', because: nowhere });
  });
});
