import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ValidateTemplateCommand } from '@aws-sdk/client-cloudformation';
import { DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { z } from 'zod';
import { digestOf } from '../../activities/releases/digest';
import orders from '../../examples/orders/pipeline';
import thumbnails from '../../examples/thumbnails/pipeline';
import type { Pipeline } from '../../pipeline/model/pipeline';
import type { Target } from '../../pipeline/model/target';
import { plan } from '../../pipeline/plan/plan';
import { problems } from '../../pipeline/rules/problems';
import { type ASite, aSite } from '../activities/builders/a-site';

const template = z.looseObject({ Resources: z.record(z.string(), z.looseObject({ Type: z.string() })) });
type Template = z.infer<typeof template>;

const read = (pipeline: Pipeline, path: string): Template =>
  template.parse(JSON.parse(readFileSync(join(__dirname, '../../examples', pipeline.name, 'infra', path), 'utf8')));

/** What the emulator does not know, and what a stack there does without. It ignores `UpdatePolicy`. */
const unknownThere = ['AWS::CodeDeploy::Application', 'AWS::CodeDeploy::DeploymentGroup'];

const asFarAsKnown = ({ Resources, ...more }: Template): Template => ({
  ...more,
  Resources: Object.fromEntries(Object.entries(Resources).filter(([, { Type }]) => !unknownThere.includes(Type))),
});

/** What `Ref`, `Fn::GetAtt` and `Fn::Sub` name, wherever they stand. */
function namesIn(part: unknown): string[] {
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) => {
    if (key === 'Ref') return [String(value)];
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

async function deployed(site: ASite, { target, template }: { target: Target; template: Template }): Promise<unknown> {
  const text = JSON.stringify(template);
  const component = { whole: { template: text, parameters: {}, digest: digestOf(text, {}) } };
  const release = await site.save({ kind: 'built', commit: 'c'.repeat(40), components: { [target.component]: component } });
  return await site.deploy({ release, target: { ...target, account: site.account } });
}

const network: Template = {
  Resources: { Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } } },
  Outputs: Object.fromEntries(
    ['vpc', 'usw2-az1-subnet', 'usw2-az2-subnet', 'usw2-az3-subnet'].map((name) => [
      name.replaceAll('-', ''),
      { Value: { Ref: 'Vpc' }, Export: { Name: `network-prod-${name}` } },
    ]),
  ),
};

describe.each([
  ['orders', orders],
  ['thumbnails', thumbnails],
])('the example %s', (_, pipeline) => {
  test('has not one error, and starts as soon as the platform may shift its traffic', () => {
    expect(
      problems(pipeline).filter(({ level, rule }) => level === 'error' || (level === 'notYet' && rule !== 'not-yet-shifts')),
    ).toEqual([]);
  });

  // The emulator takes a Ref to nothing; AWS refuses it.
  test('has templates in which every name that is referred to is there', () => {
    for (const { template } of Object.values(pipeline.components)) {
      const { Parameters = {}, Resources, ...rest } = read(pipeline, template);
      const known = [...Object.keys(Object(Parameters)), ...Object.keys(Resources)];
      const named = namesIn({ Resources, rest });
      expect(named).toContain('Environment');
      expect(named.filter((name) => !name.startsWith('AWS::') && !known.includes(name))).toEqual([]);
    }
  });

  test('can be deployed to its first Region, and every alarm that the pipeline watches is there', async () => {
    const site = aSite();
    const { targets, alarms } = firstRegion(pipeline);
    await deployed(site, { target: { ...site.target('network'), component: 'network' }, template: network });
    for (const target of targets) {
      const path = pipeline.components[target.component]?.template ?? '';
      const template = asFarAsKnown(read(pipeline, path));
      await site.cloudFormation.send(new ValidateTemplateCommand({ TemplateBody: JSON.stringify(template) }));
      expect(await deployed(site, { target, template })).toMatchObject({ touched: true, left: [] });
    }
    const { MetricAlarms } = await site.cloudWatch.send(new DescribeAlarmsCommand({ MaxRecords: 100 }));
    expect((MetricAlarms ?? []).map(({ AlarmName }) => AlarmName).sort()).toEqual([...alarms].sort());
  });
});
