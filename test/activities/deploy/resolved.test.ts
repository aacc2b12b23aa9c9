import { CloudFormationClient, CreateStackCommand, GetTemplateCommand } from '@aws-sdk/client-cloudformation';
import {
  CreateSecretCommand,
  DeleteSecretCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { DeleteParameterCommand, GetParameterCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { survey } from '../../../activities/survey';
import type { BuiltRelease } from '../../../pipeline/model/release';
import type { Target } from '../../../pipeline/model/target';
import { answering } from '../builders/a-cloudformation';
import { aRelease } from '../builders/a-release';
import { aSite } from '../builders/a-site';
import { anActivity } from '../builders/an-activity';

const site = aSite();
const ssm = new SSMClient({ region: site.region });
const secrets = new SecretsManagerClient({ region: site.region });

const put = async (Name: string, Value: string, Type: 'String' | 'SecureString' | 'StringList' = 'String') =>
  await ssm.send(new PutParameterCommand({ Name, Value, Type, Overwrite: true }));
const putSecret = async (SecretId: string, SecretString: string) =>
  await secrets.send(new PutSecretValueCommand({ SecretId, SecretString }));

/** What the resource of `runs` has, which is what the stack runs. */
const runs = async (name: string) => (await ssm.send(new GetParameterCommand({ Name: name }))).Parameter?.Value;

/** A release whose only resource has this value. */
const running = (name: string, value: unknown, parameters = {}) =>
  aRelease({ Note: { Type: 'AWS::SSM::Parameter', Properties: { Name: name, Type: 'String', Value: value } } }, {}, parameters);

const image = (key: string, more = {}) => ({ Image: { Type: 'AWS::SSM::Parameter::Value<String>', Default: key, ...more } });

/** Deploys the first release, changes what it resolved, deploys the second, and puts the stack back to the first. */
async function thereAndBack(stack: string, [one, two]: readonly [BuiltRelease, BuiltRelease], change: () => Promise<unknown>) {
  const target = site.target(stack);
  const [release, undoes] = [await site.save(one), await site.save(two)];
  await site.deploy({ target, release });
  await change();
  await site.deploy({ target, release: undoes, change: 'shop/2' });
  const back = { target, release, undoes, change: 'shop/2', direction: 'back' } as const;
  return { back, outcome: await site.deploy(back) };
}

const sentTemplate = async (StackName: string) =>
  (await site.cloudFormation.send(new GetTemplateCommand({ StackName }))).TemplateBody ?? '';

describe('ssm-latest: a parameter that reads the Parameter Store', () => {
  const two = (name: string, key: string) => running(name, { 'Fn::Sub': `\${Image} two` }, image(key));
  const one = (name: string, key: string, more = {}) => running(name, { 'Fn::Sub': `\${Image} one` }, image(key, more));

  test('ssm-latest: the first value runs again', async () => {
    await put('/ami/latest', 'ami-1');
    const releases: [BuiltRelease, BuiltRelease] = [one('/runs', '/ami/latest'), two('/runs', '/ami/latest')];
    const { outcome, back } = await thereAndBack('latest', releases, () => put('/ami/latest', 'ami-2-bad'));
    expect(outcome).toMatchObject({ touched: true, left: [] });
    expect(await runs('/runs')).toBe('ami-1 one');
    expect(await site.deploy(back)).toMatchObject({ touched: true, left: [] }); // the answer was lost, and is given again
  });

  test('ssm-latest: the next deployment reads the current value again', async () => {
    await put('/again/latest', 'ami-1');
    const releases: [BuiltRelease, BuiltRelease] = [one('/again', '/again/latest'), two('/again', '/again/latest')];
    const { back } = await thereAndBack('again', releases, () => put('/again/latest', 'ami-2-bad'));
    await put('/again/latest', 'ami-3');
    await site.deploy({ target: back.target, release: back.undoes, change: 'shop/3' });
    expect(await runs('/again')).toBe('ami-3 two');
    await put('/again/latest', 'ami-4');
    await site.deploy({ ...back, change: 'shop/3' });
    expect(await runs('/again')).toBe('ami-1 one');
  });

  test('ssm-latest: loses constraints on its name, which the value does not meet', async () => {
    await put('/strict/latest', 'ami-1');
    const releases: [BuiltRelease, BuiltRelease] = [
      one('/strict', '/strict/latest', { MaxLength: 20, Description: 'the image' }),
      two('/strict', '/strict/latest'),
    ];
    await thereAndBack('strict', releases, () => put('/strict/latest', 'ami-2-bad'));
    expect(JSON.parse(await sentTemplate('strict')).Parameters).toEqual({ Image: { Type: 'String', Description: 'the image' } });
  });

  test('ssm-latest: stays as the release has it where its value is still the current one', async () => {
    await put('/same/latest', 'ami-1');
    await thereAndBack('same', [one('/same', '/same/latest'), two('/same', '/same/latest')], async () => {});
    expect(JSON.parse(await sentTemplate('same')).Parameters).toEqual(image('/same/latest'));
  });

  test('ssm-latest: is restored where the parameter was deleted meanwhile', async () => {
    await put('/deleted/latest', 'ami-1');
    const plain = running('/deleted', 'two');
    await thereAndBack('deleted', [one('/deleted', '/deleted/latest'), plain], () =>
      ssm.send(new DeleteParameterCommand({ Name: '/deleted/latest' })),
    );
    expect(await runs('/deleted')).toBe('ami-1 one');
  });

  test('ssm-latest: a list comes back as a list', async () => {
    await put('/list/latest', 'a,b', 'StringList');
    const of = (last: string) =>
      running(
        '/list',
        { 'Fn::Join': ['+', { Ref: 'List' }] },
        {
          List: { Type: 'AWS::SSM::Parameter::Value<List<String>>', Default: '/list/latest', Description: last },
        },
      );
    await thereAndBack('list', [of('one'), of('two')], () => put('/list/latest', 'c,d', 'StringList'));
    expect(await runs('/list')).toBe('a+b');
    expect(JSON.parse(await sentTemplate('list')).Parameters.List.Type).toBe('CommaDelimitedList');
  });

  test('ssm-latest: of a release without a record runs with what its stack ran before', async () => {
    await put('/old/latest', 'ami-1');
    const target = site.target('old');
    const [release, undoes] = [await site.save(one('/old', '/old/latest')), await site.save(two('/old', '/old/latest'))];
    await site.deploy({ target, release });
    await site.releases.resolved.remove(target, release); // it was deployed by an earlier version of Slipway
    await site.releases.resolved.remove(target, (await site.digest('old')) ?? '');
    await put('/old/latest', 'ami-2-bad');
    await site.deploy({ target, release: undoes, change: 'shop/2' });
    await site.deploy({ target, release, undoes, change: 'shop/2', direction: 'back' });
    expect(await runs('/old')).toBe('ami-1 one');
  });

  test('ssm-latest: without any record it uses the current value, and both attempts say so', async () => {
    await put('/none/latest', 'ami-1');
    const target = site.target('none');
    const [release, undoes] = [await site.save(one('/none', '/none/latest')), await site.save(two('/none', '/none/latest'))];
    await site.deploy({ target, release });
    await site.deploy({ target, release: undoes, change: 'shop/2' });
    for (const name of [release, ...Object.values(await digestsOf(release))]) await site.releases.resolved.remove(target, name);
    const back = { target, release, undoes, change: 'shop/2', direction: 'back' } as const;
    const left = [
      {
        what: "none uses today's value of parameter Image (/none/latest), because its value then is not recorded",
        action: expect.stringContaining('compare it'),
      },
    ];
    expect(await site.deploy(back)).toMatchObject({ left });
    expect(await site.deploy(back)).toMatchObject({ what: expect.stringContaining('already runs it'), left });
  });

  test('ssm-latest: each release of the same content has what it ran itself', async () => {
    await put('/twin/latest', 'ami-1');
    const releases: [BuiltRelease, BuiltRelease] = [one('/twin', '/twin/latest'), two('/twin', '/twin/latest')];
    const { back } = await thereAndBack('twin', releases, async () => {});
    await site.deploy({ target: back.target, release: back.undoes, change: 'shop/3' });
    await put('/twin/latest', 'ami-3');
    const twin = await site.save({ ...releases[0], commit: 'd'.repeat(40) });
    await site.deploy({ target: back.target, release: twin, change: 'shop/4' });
    expect(await runs('/twin')).toBe('ami-3 one');
    await site.deploy({ target: back.target, release: back.undoes, change: 'shop/5' });
    await site.deploy({ ...back, change: 'shop/5' });
    expect(await runs('/twin')).toBe('ami-1 one');
  });

  test('ssm-latest: a release that a stack already runs is put back to that too', async () => {
    await put('/already/latest', 'ami-1');
    const releases: [BuiltRelease, BuiltRelease] = [one('/already', '/already/latest'), two('/already', '/already/latest')];
    const target = site.target('already');
    await site.deploy({ target, release: await site.save(releases[0]) });
    await put('/already/latest', 'ami-2');
    const again = await site.save({ ...releases[0], commit: 'd'.repeat(40) });
    expect(await site.deploy({ target, release: again, change: 'shop/2' })).toMatchObject({ touched: false });
    expect((await site.releases.resolved.read(target, again))?.values).toEqual({ Image: 'ami-1' });
  });

  test('ssm-latest: a found stack is put back with the value that it had', async () => {
    await put('/found/latest', 'ami-1');
    const target = site.target('found');
    const TemplateBody = one('/found', '/found/latest').components.api?.whole.template;
    await site.cloudFormation.send(new CreateStackCommand({ StackName: 'found', TemplateBody }));
    await putBackToFound(target, two('/found', '/found/latest'), () => put('/found/latest', 'ami-2-bad'));
    expect(await runs('/found')).toBe('ami-1 one');
  });

  test('ssm-latest: what CloudFormation answers as the resolved value is what comes back', async () => {
    await put('/documented/latest', 'ami-1');
    const documented = site.through({
      cloudFormation: answering({
        // AWS answers the name as the value, and beside it the resolved value, which the emulator answers as the value.
        DescribeStacksCommand: (usual) => ({
          ...usual,
          Stacks: usual.Stacks?.map((stack) => ({
            ...stack,
            Parameters: stack.Parameters?.map((parameter) => ({
              ...parameter,
              ...(parameter.ParameterKey === 'Image' && {
                ParameterValue: '/documented/latest',
                ResolvedValue: parameter.ParameterValue,
              }),
            })),
          })),
        }),
      }),
    });
    const target = site.target('documented');
    const [release, undoes] = [
      await site.save(one('/documented', '/documented/latest')),
      await site.save(two('/documented', '/documented/latest')),
    ];
    await documented.deploy({ target, release });
    await put('/documented/latest', 'ami-2-bad');
    await documented.deploy({ target, release: undoes, change: 'shop/2' });
    await documented.deploy({ target, release, undoes, change: 'shop/2', direction: 'back' });
    expect(await runs('/documented')).toBe('ami-1 one');
  });

  test('ssm-latest: one that hides its value comes back by version, and its value is kept nowhere', async () => {
    await put('/hidden/latest', 'ami-1');
    const of = (last: string) =>
      running('/hidden', { 'Fn::Sub': `\${Image} ${last}` }, image('/hidden/latest', { NoEcho: true }));
    const { back, outcome } = await thereAndBack('hidden', [of('one'), of('two')], () => put('/hidden/latest', 'ami-2-bad'));
    expect(outcome.left).toEqual([]);
    expect(await runs('/hidden')).toBe('ami-1 one');
    expect(JSON.stringify(await site.releases.resolved.read(back.target, back.release))).not.toContain('ami-1');
  });
});

describe('ssm-latest: a dynamic reference', () => {
  test('ssm-latest: to a parameter comes back by version', async () => {
    await put('/host/latest', 'a');
    const of = (last: string) => running('/host', `{{resolve:ssm:/host/latest}} ${last}`);
    const { outcome } = await thereAndBack('host', [of('one'), of('two')], () => put('/host/latest', 'b'));
    expect(outcome.left).toEqual([]);
    expect(await runs('/host')).toBe('a one');
    expect(await sentTemplate('host')).toContain('{{resolve:ssm:/host/latest:1}} one');
  });

  test('ssm-latest: in Fn::Sub and Fn::Join comes back by version where it is whole', async () => {
    await put('/parts/latest', 'a');
    const of = (last: string) =>
      running('/parts', {
        'Fn::Join': [
          ' ',
          [last, '{{resolve:ssm:/parts/latest}}', { 'Fn::Sub': `\${AWS::Region} {{resolve:ssm:/parts/latest}}` }],
        ],
      });
    await thereAndBack('parts', [of('one'), of('two')], () => put('/parts/latest', 'b'));
    expect(await runs('/parts')).toBe('one a us-west-2 a');
  });

  test('ssm-latest: to a secret comes back by version, and its value is kept nowhere', async () => {
    await secrets.send(new CreateSecretCommand({ Name: 'word', SecretString: '{"key":"first-word"}' }));
    const of = (last: string) => running('/word', `{{resolve:secretsmanager:word:SecretString:key}} ${last}`);
    const { back, outcome } = await thereAndBack('word', [of('one'), of('two')], () => putSecret('word', '{"key":"other-word"}'));
    expect(outcome.left).toEqual([]);
    expect(await runs('/word')).toBe('first-word one');
    expect(JSON.stringify(await site.releases.resolved.read(back.target, back.release))).not.toContain('first-word');
  });

  test('ssm-latest: to a secret that was not read again stays as it is', async () => {
    await secrets.send(new CreateSecretCommand({ Name: 'calm', SecretString: 'first' }));
    const of = (last: string) => {
      const Value = '{{resolve:secretsmanager:calm}}';
      return aRelease({
        Note: { Type: 'AWS::SSM::Parameter', Properties: { Name: '/calm', Type: 'String', Value } },
        Other: { Type: 'AWS::SSM::Parameter', Properties: { Name: '/calm/other', Type: 'String', Value: last } },
      });
    };
    const { back, outcome } = await thereAndBack('calm', [of('one'), of('two')], () => putSecret('calm', 'second'));
    expect(outcome.left).toEqual([]);
    expect(await runs('/calm')).toBe('first');
    expect(await sentTemplate('calm')).toContain('{{resolve:secretsmanager:calm}}');
    const { undoes, target } = back; // the second release ran the first version too
    const [first, second] = await Promise.all([back.release, undoes].map((id) => site.releases.resolved.read(target, id)));
    expect(second?.references).toEqual(first?.references);
  });

  test('ssm-latest: to a version that is gone is left, and said', async () => {
    await secrets.send(new CreateSecretCommand({ Name: 'gone', SecretString: 'first' }));
    const of = (last: string) => running('/gone', `{{resolve:secretsmanager:gone}} ${last}`);
    const { outcome } = await thereAndBack('gone', [of('one'), of('two')], async () => {
      await secrets.send(new DeleteSecretCommand({ SecretId: 'gone', ForceDeleteWithoutRecovery: true }));
      await secrets.send(new CreateSecretCommand({ Name: 'gone', SecretString: 'second' }));
    });
    expect(await runs('/gone')).toBe('second one');
    expect(outcome.left).toMatchObject([
      {
        what: expect.stringMatching(
          /^gone uses today's value of \{\{resolve:secretsmanager:gone\}\} of Note, because version \S+ no longer exists$/,
        ),
      },
    ]);
  });

  test('ssm-latest: to a parameter that was made again is left, and said', async () => {
    await put('/remade/latest', 'a');
    const of = (last: string) => running('/remade', `{{resolve:ssm:/remade/latest}} ${last}`);
    const { outcome } = await thereAndBack('remade', [of('one'), of('two')], async () => {
      await ssm.send(new DeleteParameterCommand({ Name: '/remade/latest' }));
      await put('/remade/latest', 'b');
      await put('/remade/latest', 'c');
    });
    expect(await runs('/remade')).toBe('c one');
    expect(outcome.left).toMatchObject([{ what: expect.stringContaining('the parameter was deleted and made again') }]);
  });

  test('ssm-latest: with a computed name is left, and said', async () => {
    await put('/computed/latest', 'a');
    const of = (last: string) => running('/computed', { 'Fn::Sub': `{{resolve:ssm:/\${AWS::StackName}/latest}} ${last}` });
    const { outcome } = await thereAndBack('computed', [of('one'), of('two')], () => put('/computed/latest', 'b'));
    expect(await runs('/computed')).toBe('b one');
    expect(outcome.left).toMatchObject([{ what: expect.stringContaining('because the template computes what it refers to') }]);
  });
});

describe('ssm-latest: the version that CloudFormation used', () => {
  const of = (stack: string, last: string) => running(`/${stack}`, `{{resolve:ssm:/${stack}/latest}} ${last}`);

  test('ssm-latest: is known though the worker died right after the deployment', async () => {
    await put('/died/latest', 'a');
    const target = site.target('died');
    const [release, undoes] = [await site.save(of('died', 'one')), await site.save(of('died', 'two'))];
    const { resolved } = site.releases;
    const save = resolved.save.bind(resolved);
    const dying = jest.spyOn(resolved, 'save').mockImplementation(async (where, name, record) => {
      if (name !== 'pending') throw new Error('the worker died');
      await save(where, name, record);
    });
    await expect(site.deploy({ target, release })).rejects.toThrow('the worker died');
    dying.mockRestore();
    expect(await site.deploy({ target, release })).toMatchObject({ touched: true });
    await put('/died/latest', 'b');
    await site.deploy({ target, release: undoes, change: 'shop/2' });
    await site.deploy({ target, release, undoes, change: 'shop/2', direction: 'back' });
    expect(await runs('/died')).toBe('a one');
  });

  test('ssm-latest: is not known if it changed during the deployment, and that is said', async () => {
    await put('/race/latest', 'a');
    const target = site.target('race');
    const [release, undoes] = [await site.save(of('race', 'one')), await site.save(of('race', 'two'))];
    await site.through({ cloudFormation: executing(() => put('/race/latest', 'b')) }).deploy({ target, release });
    await site.deploy({ target, release: undoes, change: 'shop/2' });
    const outcome = await site.deploy({ target, release, undoes, change: 'shop/2', direction: 'back' });
    expect(outcome.left).toMatchObject([
      {
        what: "race uses today's value of {{resolve:ssm:/race/latest}} of Note, because it changed from version 1 to 2 during the deployment, and either may have been used",
      },
    ]);
  });

  test('ssm-latest: a change during a rollback is said', async () => {
    await put('/late/latest', 'a');
    const target = site.target('late');
    const [release, undoes] = [await site.save(of('late', 'one')), await site.save(of('late', 'two'))];
    await site.deploy({ target, release });
    await site.deploy({ target, release: undoes, change: 'shop/2' });
    const back = { target, release, undoes, change: 'shop/2', direction: 'back' } as const;
    const outcome = await site.through({ cloudFormation: executing(() => put('/late/latest', 'b')) }).deploy(back);
    expect(outcome.left).toMatchObject([{ what: expect.stringContaining('it changed from version 1 to 2') }]);
  });
});

/** A client of the emulator before whose execution of a change set something else happens. */
function executing(first: () => Promise<unknown>): CloudFormationClient {
  const client = new CloudFormationClient({ region: site.region });
  client.middlewareStack.add((next, { commandName }) => async (args) => {
    if (commandName === 'ExecuteChangeSetCommand') await first();
    return await next(args);
  });
  return client;
}

async function putBackToFound(target: Target, after: BuiltRelease, change: () => Promise<unknown>) {
  const before: string = await anActivity().run(survey(site), { change: 'shop/2', targets: [target] });
  await change();
  const undoes = await site.save(after);
  await site.deploy({ target, release: undoes, change: 'shop/2' });
  return await site.deploy({ target, release: before, undoes, change: 'shop/2', direction: 'back' });
}

async function digestsOf(id: string): Promise<Record<string, string>> {
  const release = await site.releases.read(id);
  return release.kind === 'found'
    ? {}
    : Object.fromEntries(Object.entries(release.components).map(([name, { whole }]) => [name, whole.digest]));
}
