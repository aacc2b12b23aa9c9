/** Any pipeline without problems, not even warnings, with templates and another pipeline of its service. */
import type fc from 'fast-check';
import { alarmName } from '../../../pipeline/model/evidence';
import type { Alarm, Bake, Component, Pipeline, Region, Stage } from '../../../pipeline/model/pipeline';
import type { Templates } from '../../../pipeline/templates/templates';
import { anyPipeline } from './any-pipeline';

export interface Sample {
  readonly pipeline: Pipeline;
  readonly templates: Templates;
  readonly otherPipelines: readonly Pipeline[];
}

const bake: Bake = { for: '99h', minimumRequests: 100, deadline: '200h' };
const bakes = { regional: bake, oneBox: bake, zone: bake, region: bake };

const toPractice = ({ rung: _, timing: __, ...pipeline }: Pipeline): Pipeline => ({
  ...pipeline,
  review: { approvals: Math.max(1, pipeline.review.approvals) },
  build: { ...pipeline.build, network: 'none', unitTests: ['make unit'] },
  components: Object.fromEntries(Object.entries(pipeline.components).map(([name, part]) => [name, byOneBox(part, name)])),
  alarms: {
    ...pipeline.alarms,
    zone: pipeline.alarms.zone.map((alarm, index) => unique(alarm, `${index}`)),
    oneBox: pipeline.alarms.oneBox.map((alarm, index) => unique(alarm, `box-${index}`)),
  },
  stages: [...testStages(pipeline.stages).map(inAccountOf('1')), ...waves(pipeline.stages).map(inAccountOf('2'))],
});

/** Two alarms of a Region may not have the same name. */
const unique = (alarm: Alarm, end: string): Alarm => {
  const name = `${alarmName(alarm)}-{environment}-${end}`;
  return typeof alarm === 'string' ? name : { ...alarm, name };
};

/** Accounts of tests and of production begin with different digits. */
const inAccountOf =
  (digit: string) =>
  ({ account, regions, ...stage }: Stage): Stage => ({
    ...stage,
    account: `${digit}${account.slice(1)}`,
    regions: regions.map(({ account, ...region }) => ({
      ...region,
      ...(account !== undefined && { account: `${digit}${account.slice(1)}` }),
    })),
  });

const byOneBox = (component: Component, name: string): Component => {
  const { shifts: _, cannotCanary: __, ...rest } = component;
  return component.per === 'zone' ? { ...rest, oneBox: `${name}-box.json` } : component;
};

const testStages = (stages: readonly Stage[]): Stage[] => {
  const tests = stages.filter(({ environment }) => environment !== 'prod').map((stage) => likeProduction(stage, stage.regions));
  const [gamma] = tests.filter(({ environment }) => environment === 'gamma');
  return gamma === undefined ? [...tests, ...stages.slice(0, 1).map(asGamma)] : tests;
};

const asGamma = (stage: Stage): Stage => ({
  ...likeProduction(stage, [elsewhere('y')]),
  name: 'gamma',
  environment: 'gamma',
});

/** At least two waves, the first of one Region, that do not shrink. */
const waves = (stages: readonly Stage[]): Stage[] => {
  const [first, ...later] = stages.filter(({ environment }) => environment === 'prod');
  if (first === undefined) return [];
  const growing = [...later].sort((a, b) => a.regions.length - b.regions.length);
  return [
    likeProduction(first, first.regions.slice(0, 1)),
    ...growing.map((stage) => likeProduction(stage, stage.regions)),
    { ...likeProduction(first, [elsewhere('z'), ...[1, 2].map((at) => elsewhere('z', at))]), name: 'rest' },
  ];
};

const elsewhere = (letter: string, at = 0): Region => ({
  name: `x${letter}-west-${at + 1}`,
  zones: ['a', 'b'].map((zone) => ({ name: `x${letter}${at}-${zone}` })),
});

const likeProduction = ({ alarms: _, parameters: __, ...stage }: Stage, regions: readonly Region[]): Stage => ({
  ...stage,
  regions: regions.map(inTwoZones),
  tests: ['npm run test:integration'],
  canaries: ['visitor'],
  oneBox: true,
  bakes,
  onFailure: 'rollBack',
});

const inTwoZones = (region: Region): Region => ({
  ...region,
  zones: [...region.zones, { name: `${region.name}-more` }].map(({ name }) => ({ name })),
});

/** An alarm as a template defines it. */
export const templateAlarm = (name: string | object, more: object = {}): object => ({
  Type: 'AWS::CloudWatch::Alarm',
  Properties: {
    AlarmName: name,
    Namespace: 'Checkout',
    MetricName: 'Errors',
    Statistic: 'Average',
    Period: 60,
    EvaluationPeriods: 3,
    DatapointsToAlarm: 2,
    Threshold: 1,
    ComparisonOperator: 'GreaterThanThreshold',
    ...more,
  },
});

/** An alarm's name as a template writes it. */
const asInTemplate = (name: string): object => ({
  'Fn::Sub': name.replaceAll(/\{(\w+)\}/g, (_, word) => `\${${asParameter[word]}}`),
});

const asParameter: Readonly<Record<string, string>> = { zone: 'Zone', environment: 'Environment', region: 'AWS::Region' };

/** Templates that define every alarm of a zone and its one-box once, in the first component per zone. */
export function templatesOf({ components, alarms }: Pipeline, more: object = {}, conditions: object = {}): Templates {
  const given = Object.values(components).flatMap(({ parameters }) => Object.keys(parameters));
  const template = (named: readonly Alarm[]) => ({
    Parameters: Object.fromEntries([...given, 'Payload'].map((name) => [name, { Type: 'String', Default: 'any' }])),
    Conditions: conditions,
    Resources: {
      Gate: { Type: 'Custom::Gate' },
      ...Object.fromEntries(named.map((alarm, index) => [`Alarm${index}`, templateAlarm(asInTemplate(alarmName(alarm)), more)])),
    },
  });
  const [first] = Object.values(components).filter(({ per }) => per === 'zone');
  return Object.fromEntries(
    Object.values(components).flatMap((component) => {
      const { template: whole, oneBox } = component;
      const of = (kind: 'zone' | 'oneBox') => template(component === first ? alarms[kind] : []);
      return [[whole, of('zone')], ...(oneBox === undefined ? [] : [[oneBox, of('oneBox')]])];
    }),
  );
}

export const flawlessPipeline: fc.Arbitrary<Sample> = anyPipeline.map((any) => {
  const pipeline = toPractice(any);
  return { pipeline, templates: templatesOf(pipeline), otherPipelines: [{ ...pipeline, name: 'settings' }] };
});
