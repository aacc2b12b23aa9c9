import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import {
  type DescribeSecretCommandOutput,
  type ListSecretVersionIdsCommandOutput,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { type GetParameterCommandOutput, SSMClient } from '@aws-sdk/client-ssm';
import type { StackState } from '../../../../activities/aws/cloudformation/stack';
import type { AtStack } from '../../../../activities/aws/resolved/at-stack';
import { unpinnableNotes } from '../../../../activities/aws/resolved/notes';
import { restore } from '../../../../activities/aws/resolved/restore';
import { ResolvedRecords } from '../../../../activities/releases/resolved';
import { aFolder } from '../../../a-folder';

const where = { account: '111122223333', region: 'us-west-2', stack: 'api' };
const created = Date.parse('2026-03-01T00:00:00Z');
const before = new Date('2026-02-01T00:00:00Z');
const after = new Date('2026-04-01T00:00:00Z');

/** A stack that runs `templates.api`, with documented answers of its services; an `Error` is thrown. */
interface World {
  readonly templates: Readonly<Record<string, object>>;
  readonly processed?: object;
  /** Nested stacks by the stack that has them. */
  readonly nested?: Readonly<Record<string, readonly string[]>> | Error;
  readonly parameter?: Partial<GetParameterCommandOutput['Parameter']> | Error;
  readonly secret?: Partial<DescribeSecretCommandOutput>;
  readonly versions?: Partial<ListSecretVersionIdsCommandOutput>;
  readonly state?: Partial<StackState>;
}

const denied = Object.assign(new Error('User: role is not authorized to perform: ssm:GetParameter'), {
  name: 'AccessDeniedException',
});

function aWorld(world: World): { at: AtStack; state: StackState } {
  const cloudFormation = new CloudFormationClient({ region: where.region });
  cloudFormation.middlewareStack.add(
    instead((command, input) => {
      const stack = String(input.StackName);

      if (command === 'ListStackResourcesCommand') {
        const { nested = {} } = world;
        if (nested instanceof Error) throw nested;
        return {
          StackResourceSummaries: (nested[stack] ?? []).map((id) => ({
            LogicalResourceId: id,
            PhysicalResourceId: id,
            ResourceType: 'AWS::CloudFormation::Stack',
          })),
        };
      }
      const text = input.TemplateStage === 'Processed' ? (world.processed ?? world.templates[stack]) : world.templates[stack];
      return { TemplateBody: JSON.stringify({ Resources: {}, ...text }) };
    }),
    { step: 'initialize' },
  );
  const ssm = new SSMClient({ region: where.region });
  ssm.middlewareStack.add(
    instead(() => {
      if (world.parameter instanceof Error) throw world.parameter;
      return { Parameter: world.parameter };
    }),
    { step: 'initialize' },
  );
  const secretsManager = new SecretsManagerClient({ region: where.region });
  secretsManager.middlewareStack.add(
    instead((command) => (command === 'DescribeSecretCommand' ? world.secret : world.versions)),
    { step: 'initialize' },
  );
  const stores = { ssm: async () => ssm, secretsManager: async () => secretsManager };
  const state: StackState = {
    condition: 'steady',
    status: 'UPDATE_COMPLETE',
    tags: {},
    parameters: {},
    outputs: {},
    resolved: {},
    createdMs: created,
    ...world.state,
  };
  return { at: { client: cloudFormation, stores, records: new ResolvedRecords(aFolder()), where }, state };
}

type Answer = (command: string, input: Readonly<Record<string, unknown>>) => object | undefined;

/** Answers a call in place of its service. */
const instead =
  (answer: Answer) =>
  <Next>(_: Next, { commandName = '' }: { commandName?: string }): Next =>
    (async ({ input }: { input: object }) => ({
      output: { $metadata: {}, ...answer(commandName, { ...input }) },
      response: {},
    })) as unknown as Next;

async function notes(world: World): Promise<string[]> {
  const { at, state } = aWorld(world);
  return await unpinnableNotes(at, state);
}

const image = { Image: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/ami/latest' } };
const api = (value: unknown) => ({ Resources: { Api: { Type: 'A::B::C', Properties: { Value: value } } } });
const host = { templates: { api: api('{{resolve:ssm:/host}}') } };
const word = { templates: { api: api('{{resolve:secretsmanager:word}}') } };

describe('ssm-latest: before the first touch, what a rollback cannot restore', () => {
  test('ssm-latest: nothing, where CloudFormation tells the value, and the version is older than the stack', async () => {
    expect(await notes({ templates: { api: { Parameters: image } }, state: { resolved: { Image: 'ami-1' } } })).toEqual([]);
    expect(await notes({ ...host, parameter: { Version: 3, LastModifiedDate: before } })).toEqual([]);
    const secret = { VersionIdsToStages: { v1: ['AWSPREVIOUS'], v2: ['AWSCURRENT'] }, LastChangedDate: before };
    expect(await notes({ ...word, secret })).toEqual([]);
    expect(await notes({ templates: { api: api('plain') } })).toEqual([]);
  });

  test('ssm-latest: a reference that changed since the stack was created, and was not recorded', async () => {
    expect(await notes({ ...host, parameter: { Version: 3, LastModifiedDate: after } })).toEqual([
      'a rollback of api cannot restore {{resolve:ssm:/host}} of Api, because it changed after the stack was created, and it is not recorded which version the stack uses: it would use the value of that day',
    ]);
  });

  test('ssm-latest: a version that may not be read', async () => {
    expect(await notes({ ...host, parameter: denied })).toEqual([
      expect.stringContaining('its version cannot be read: User: role is not authorized to perform: ssm:GetParameter'),
    ]);
  });

  test('ssm-latest: a reference with a computed name', async () => {
    const value = { 'Fn::Join': ['', ['{{resolve:ssm:/', { Ref: 'Stage' }, '}}']] };
    expect(await notes({ templates: { api: api(value) } })).toEqual([
      'a rollback of api cannot restore {{resolve:ssm:/ of Api, because the template computes what it refers to: it would use the value of that day',
    ]);
  });

  test('ssm-latest: a hidden parameter, unless its version is known', async () => {
    const hides = (type: string) => ({ Parameters: { Image: { ...image.Image, Type: type, NoEcho: true } } });
    const state = { parameters: { Image: '****' }, resolved: { Image: '****' } };
    const parameter = { Version: 3, LastModifiedDate: before };
    const one = { templates: { api: hides('AWS::SSM::Parameter::Value<String>') }, state };
    expect(await notes({ ...one, parameter })).toEqual([]);
    expect(await notes({ ...one, parameter: denied })).toHaveLength(1);
    const list = { templates: { api: hides('AWS::SSM::Parameter::Value<List<String>>') }, state, parameter };
    expect(await notes(list)).toEqual([
      expect.stringContaining('parameter Image (/ami/latest), because CloudFormation hides its value'),
    ]);
  });

  test('ssm-latest: a secret that rotates', async () => {
    const secret = { RotationEnabled: true, VersionIdsToStages: { v1: ['AWSCURRENT'] }, LastChangedDate: before };
    expect(await notes({ ...word, secret })).toEqual([expect.stringContaining('because the secret rotates')]);
  });

  test('ssm-latest: what nested stacks resolve, at any depth', async () => {
    const nesting = { Resources: { Child: { Type: 'AWS::CloudFormation::Stack' } } };
    const templates = { api: nesting, Child: nesting, Grandchild: { Parameters: image } };
    expect(await notes({ templates, nested: { api: ['Child'], Child: ['Grandchild'] } })).toEqual([
      'a rollback of api cannot restore parameter Image (/ami/latest) in its nested stack Grandchild in its nested stack Child, because a nested stack has a template of its own: it would use the value of that day',
    ]);
  });

  test('ssm-latest: that nested stacks cannot be read', async () => {
    const nesting = { Resources: { Child: { Type: 'AWS::CloudFormation::Stack' } } };
    expect(await notes({ templates: { api: nesting }, nested: denied })).toEqual([
      expect.stringContaining('because they cannot be read: User: role is not authorized'),
    ]);
  });

  test('ssm-latest: what only a macro writes', async () => {
    const macro = { Transform: 'Macro', ...api('{{resolve:ssm:/host}}') };
    const parameter = { Version: 3, LastModifiedDate: before };
    const processed = {
      Resources: { ...api('{{resolve:ssm:/host}}').Resources, More: { Type: 'A::B::C', P: '{{resolve:ssm:/x}}' } },
    };
    expect(await notes({ templates: { api: macro }, processed, parameter })).toEqual([
      'a rollback of api cannot restore {{resolve:ssm:/x}} of More, because a macro writes it: it would use the value of that day',
    ]);
  });
});

describe('ssm-latest: a rollback', () => {
  const desired = { template: JSON.stringify(api('{{resolve:secretsmanager:word}}')), parameters: {}, tags: {} };
  const nothing = { values: {}, references: {} };
  const recorded = (version: string) => ({
    values: {},
    references: { 'Resources/Api': { '{{resolve:secretsmanager:word}}': { version } } },
  });
  const other = { text: '', form: { template: { Parameters: {}, Conditions: {}, Mappings: {}, Resources: {} }, parameters: {} } };

  test('ssm-latest: says nothing of a secret that CloudFormation does not read again', async () => {
    const { at } = aWorld({ ...word, secret: { RotationEnabled: true } });
    const form = { template: { ...other.form.template, ...api('{{resolve:secretsmanager:word}}') }, parameters: {} };
    const input = { desired, record: undefined, now: nothing };
    expect((await restore(at, { ...input, running: { text: '', form } })).unrestorable).toEqual([]);
    expect((await restore(at, { ...input, running: other })).unrestorable).toHaveLength(1);
  });

  test('ssm-latest: finds versions of a secret without a stage too, on any page', async () => {
    const { at } = aWorld({
      ...word,
      secret: { VersionIdsToStages: { v3: ['AWSCURRENT'] } },
      versions: { Versions: [{ VersionId: 'v3' }, { VersionId: 'v1' }] },
    });
    const restored = await restore(at, { desired, record: recorded('v1'), now: nothing, running: other });
    expect(restored.desired.template).toContain('{{resolve:secretsmanager:word::::v1}}');
    const gone = await restore(at, { desired, record: recorded('v2'), now: nothing, running: other });
    expect(gone.desired).toEqual(desired);
    expect(gone.unrestorable).toMatchObject([{ because: 'version v2 no longer exists' }]);
  });

  test('ssm-latest: uses a recorded version that may not be read: CloudFormation may be allowed to', async () => {
    const { at } = aWorld({ ...host, parameter: denied });
    const record = { values: {}, references: { 'Resources/Api': { '{{resolve:ssm:/host}}': { version: '3' } } } };
    const host3 = { ...desired, template: JSON.stringify(api('{{resolve:ssm:/host}}')) };
    const restored = await restore(at, { desired: host3, record, now: nothing, running: other });
    expect(restored.desired.template).toContain('{{resolve:ssm:/host:3}}');
    expect(restored.unrestorable).toEqual([]);
  });

  test('ssm-latest: sends the release as it is where it would be too large with the values of then', async () => {
    const { at } = aWorld({ ...host, parameter: denied });
    const record = { values: { Image: 'ami-1' }, references: {} };
    const frame = JSON.stringify({ Parameters: { Image: { Type: 'String' } }, ...api('') }).length;
    const ofBytes = (bytes: number) => ({
      ...desired,
      template: JSON.stringify({ Parameters: image, ...api('x'.repeat(bytes - frame)) }),
    });
    const [fits, over] = [ofBytes(51_200), ofBytes(51_201)];
    const restored = (of: typeof desired) => restore(at, { desired: of, record, now: nothing, running: other });
    expect((await restored(fits)).unrestorable).toEqual([]);
    const { desired: sent, unrestorable } = await restored(over);
    expect(sent).toEqual(over);
    expect(unrestorable).toMatchObject([{ because: expect.stringContaining('would be larger than 51,200 bytes') }]);
  });

  test('ssm-latest: to a template that cannot be read here is said', async () => {
    const { at } = aWorld(host);
    const unread = { ...desired, template: 'Resources: [{{resolve:ssm:/host}}' };
    const { desired: sent, unrestorable } = await restore(at, {
      desired: unread,
      record: undefined,
      now: nothing,
      running: other,
    });
    expect(sent).toEqual(unread);
    expect(unrestorable).toMatchObject([{ because: 'the template cannot be read' }]);
  });
});
