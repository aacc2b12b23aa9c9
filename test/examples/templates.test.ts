import { join } from 'node:path';
import { ListStackResourcesCommand, ValidateTemplateCommand } from '@aws-sdk/client-cloudformation';
import { DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { z } from 'zod';
import { digestOf } from '../../activities/releases/digest';
import { ReleaseStore } from '../../activities/releases/store';
import { releaseFrom } from '../../activities/source/build-output';
import { checkFiles, passes } from '../../client/check/check';
import greetings from '../../examples/greetings/pipeline';
import inbox from '../../examples/inbox/pipeline';
import orders from '../../examples/orders/pipeline';
import thumbnails from '../../examples/thumbnails/pipeline';
import type { Pipeline } from '../../pipeline/model/pipeline';
import { type BuiltRelease, bodyAt, type StackBody } from '../../pipeline/model/release';
import type { Target } from '../../pipeline/model/target';
import { plan } from '../../pipeline/plan/plan';
import { buildInputOf } from '../../workflows/change/build-input';
import { aFolder } from '../a-folder';
import { type ASite, aSite } from '../activities/builders/a-site';

const template = z.looseObject({
  Resources: z.record(z.string(), z.looseObject({ Type: z.string(), Properties: z.record(z.string(), z.unknown()).default({}) })),
});
type Template = z.infer<typeof template>;

const folderOf = (pipeline: Pipeline): string => join(__dirname, '../../examples', pipeline.name);

/** The release of an example, as if its build copied `infra`. */
const releaseOf = (pipeline: Pipeline): Promise<BuiltRelease> => {
  const merge = { commit: 'c'.repeat(40), repository: 'none' };
  return releaseFrom(join(folderOf(pipeline), 'infra'), buildInputOf({ pipeline, merge }), new ReleaseStore(aFolder()));
};

const bodiesIn = ({ components }: BuiltRelease): StackBody[] =>
  Object.values(components).flatMap(({ whole, oneBox }) => [whole, ...(oneBox ? [oneBox] : [])]);

/** What the emulator does not know, and what a stack there does without. It ignores `UpdatePolicy`. */
const unknownThere = ['AWS::CodeDeploy::Application', 'AWS::CodeDeploy::DeploymentGroup'];

function asFarAsKnown({ Resources, ...more }: Template): Template {
  const known = Object.entries(Resources).filter(([, { Type }]) => !unknownThere.includes(Type));
  const withoutShifts = known.map(
    ([
      id,
      {
        Properties: { DeploymentPreference: _, ...properties },
        ...rest
      },
    ]) => {
      return [id, { ...rest, Properties: properties }];
    },
  );
  return { ...more, Resources: Object.fromEntries(withoutShifts) };
}

/** What `Ref`, `Fn::GetAtt` and `Fn::Sub` name, wherever they stand. */
function namesIn(part: unknown): string[] {
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) => {
    if (key === 'Ref') return String(value).split('.').slice(0, 1); // a serverless function's version is `Function.Version`
    if (key === 'Fn::GetAtt' && Array.isArray(value)) return [String(value[0])];
    if (key === 'Fn::Sub') return [...String(value).matchAll(/\$\{([\w:]+)/g)].map(([, name = '']) => name);
    return namesIn(value);
  });
}

/** The first Region of production: every stack of it, in order, and the alarms that are watched there. */
function firstRegion(pipeline: Pipeline) {
  const region = plan(pipeline).find(({ environment }) => environment === 'prod')?.regions[0];
  const steps = [...(region?.steps ?? []), ...(region?.zones ?? []).flatMap((zone) => zone.steps)];
  return { targets: steps.flatMap((step) => step.targets), alarms: region?.watch.alarms ?? [] };
}

/** Deploys the body of a release to its target, as far as the emulator knows what it has. */
async function deployed(site: ASite, { target, body }: { target: Target; body: StackBody }): Promise<unknown> {
  const text = JSON.stringify(asFarAsKnown(template.parse(JSON.parse(body.template))));
  await site.cloudFormation.send(new ValidateTemplateCommand({ TemplateBody: text }));
  const built = { ...body, template: text };
  const components = { [target.component]: target.share === 'one-box' ? { whole: built, oneBox: built } : { whole: built } };
  const release = await site.save({ kind: 'built', commit: 'c'.repeat(40), components });
  return await site.deploy({ release, target: { ...target, account: site.account } });
}

const network = {
  Resources: { Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } } },
  Outputs: Object.fromEntries(
    ['vpc', 'usw2-az1-subnet', 'usw2-az2-subnet', 'usw2-az3-subnet'].map((name) => [
      name.replaceAll('-', ''),
      { Value: { Ref: 'Vpc' }, Export: { Name: `network-prod-${name}` } },
    ]),
  ),
};

/** What another team's stack exports to the example. */
const networkBody: StackBody = { template: JSON.stringify(network), parameters: {}, digest: digestOf(network) };

describe.each([
  ['orders', orders],
  ['thumbnails', thumbnails],
  ['inbox', inbox],
  ['greetings', greetings],
])('the example %s', (_, pipeline) => {
  test('has not one error, and starts as soon as the platform may shift its traffic', async () => {
    const [checked] = await checkFiles([join(folderOf(pipeline), 'pipeline.ts')], {
      templates: join(folderOf(pipeline), 'infra'),
    });
    expect(checked && passes(checked)).toBe(true);
    expect(
      checked?.problems.filter(({ level, rule }) => level === 'error' || (level === 'notYet' && rule !== 'not-yet-shifts')),
    ).toEqual([]);
  });

  // The emulator takes a Ref to nothing; AWS refuses it.
  test('has templates in which every name that is referred to is there', async () => {
    for (const body of bodiesIn(await releaseOf(pipeline))) {
      const { Parameters = {}, Resources, ...rest } = template.parse(JSON.parse(body.template));
      const known = [...Object.keys(Object(Parameters)), ...Object.keys(Resources)];
      const named = namesIn({ Resources, rest });
      expect(named).toContain('Environment');
      expect(named.filter((name) => !name.startsWith('AWS::') && !known.includes(name))).toEqual([]);
    }
  });

  test('can be deployed to its first Region, and every alarm that the pipeline watches is there', async () => {
    const site = aSite();
    const release = await releaseOf(pipeline);
    const { targets, alarms } = firstRegion(pipeline);
    await deployed(site, { target: { ...site.target('network'), component: 'network' }, body: networkBody });
    for (const target of targets) {
      const body = bodyAt(release, target);
      if (body === undefined) throw new Error(`the release has nothing for ${target.stack}`);
      expect(await deployed(site, { target, body })).toMatchObject({ touched: true, left: [] });
      expect(await site.tags(target.stack)).toMatchObject({ ...pipeline.tags, 'slipway:digest': body.digest });
    }
    const { MetricAlarms } = await site.cloudWatch.send(new DescribeAlarmsCommand({ MaxRecords: 100 }));
    expect((MetricAlarms ?? []).map(({ AlarmName }) => AlarmName).sort()).toEqual([...alarms].sort());
  });
});

test('the serverless function of greetings becomes a function with a role, a version and an alias', async () => {
  const site = aSite();
  const [target] = firstRegion(greetings).targets;
  const body = target && bodyAt(await releaseOf(greetings), target);
  if (target === undefined || body === undefined) throw new Error('greetings has no target');
  await deployed(site, { target, body });
  const { StackResourceSummaries } = await site.cloudFormation.send(new ListStackResourcesCommand({ StackName: target.stack }));
  expect((StackResourceSummaries ?? []).map(({ ResourceType }) => ResourceType).sort()).toEqual([
    'AWS::CloudWatch::Alarm',
    'AWS::IAM::Role',
    'AWS::Lambda::Alias',
    'AWS::Lambda::Function',
    'AWS::Lambda::Version',
  ]);
});
