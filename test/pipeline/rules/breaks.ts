/** For each rule, a change that breaks it in any flawless pipeline. */
import type { Duration } from '../../../pipeline/model/duration';
import type { Component, Pipeline, Stage, Traffic } from '../../../pipeline/model/pipeline';
import { sectionOf } from '../../../pipeline/templates/section';
import { aPipeline } from '../builders/a-pipeline';
import { type Sample, templatesOf } from '../builders/flawless-pipeline';

type Broken = (sample: Sample) => Sample;

const of =
  (change: (pipeline: Pipeline) => Partial<Pipeline>): Broken =>
  ({ pipeline, ...known }) => ({ ...known, pipeline: { ...pipeline, ...change(pipeline) } });

/** Changes the gamma stage, or the first or last wave. */
const stage = (which: 'gamma' | 'first' | 'last', change: (stage: Stage, pipeline: Pipeline) => Partial<Stage>): Broken =>
  of((pipeline) => {
    const all = pipeline.stages.filter(({ environment }) => environment === (which === 'gamma' ? 'gamma' : 'prod'));
    const chosen = which === 'last' ? all.at(-1) : all[0];
    return { stages: pipeline.stages.map((part) => (part === chosen ? { ...part, ...change(part, pipeline) } : part)) };
  });

const first = (change: Partial<Stage>): Broken => stage('first', () => change);

const allStages = (change: (stage: Stage) => Stage): Broken => of(({ stages }) => ({ stages: stages.map(change) }));

const adding = (components: Readonly<Record<string, Partial<Component>>>): Broken =>
  of((pipeline) => ({
    components: {
      ...pipeline.components,
      ...Object.fromEntries(
        Object.entries(components).map(([name, part]) => [
          name,
          { per: 'zone', template: 'new.json', dependsOn: [], parameters: {}, ...part },
        ]),
      ),
    },
  }));

const both =
  (...breaks: readonly Broken[]): Broken =>
  (sample) =>
    breaks.reduce((broken, next) => next(broken), sample);

const bakeOf = (kind: 'oneBox' | 'zone' | 'region', change: object): Broken =>
  stage('first', ({ bakes }) => ({
    bakes: { ...bakes, [kind]: { for: '99h', minimumRequests: 100, deadline: '200h', ...change } },
  }));

const zones = (...written: { name: string; oneBox?: false }[]): Broken =>
  stage('first', ({ regions }) => ({ regions: regions.map((region) => ({ ...region, zones: written })) }));

const alarms = (change: Partial<Pipeline['alarms']>): Broken => of((pipeline) => ({ alarms: { ...pipeline.alarms, ...change } }));

const templates =
  (more: object, condition?: (sample: Sample) => unknown): Broken =>
  (sample) => ({
    ...sample,
    templates: templatesOf(sample.pipeline, more, condition === undefined ? {} : { Here: condition(sample) }),
  });

/** Adds to sections of every template. */
const inTemplates =
  (more: Readonly<Record<'Parameters' | 'Resources', object>>): Broken =>
  (sample) => ({
    ...sample,
    templates: Object.fromEntries(
      Object.entries(sample.templates).map(([file, template]) => {
        const { Parameters, Resources, ...rest } = sectionOf(template);
        return [
          file,
          {
            ...rest,
            Parameters: { ...sectionOf(Parameters), ...more.Parameters },
            Resources: { ...sectionOf(Resources), ...more.Resources },
          },
        ];
      }),
    ),
  });
const withParameter = (written: object): Broken =>
  inTemplates({ Parameters: { More: { Type: 'String', ...written } }, Resources: {} });
const withResource = (Type: string, Properties: object): Broken =>
  inTemplates({ Parameters: {}, Resources: { More: { Type, Properties } } });

const eachComponent = (change: Partial<Component>): Broken =>
  of(({ components }) => ({
    components: Object.fromEntries(Object.entries(components).map(([name, part]) => [name, { ...part, ...change }])),
  }));

const secondly = (period: Duration): Broken =>
  both(
    of(({ traffic }) => ({ traffic: { ...(traffic ?? aPipeline().traffic), period } as Traffic })),
    allStages(({ traffic: _, ...part }) => part),
  );

const regions = (...counts: number[]): Broken =>
  of(({ stages }) => ({
    stages: [
      ...stages.filter(({ environment }) => environment !== 'prod'),
      ...counts.flatMap((count, at) =>
        stages.slice(-1).map((last) => ({
          ...last,
          name: `w${at}`,
          regions: Array.from({ length: count }, (_, index) => ({
            name: `x${'pqrst'[at]}-west-${index + 1}`,
            zones: ['a', 'b'].map((zone) => ({ name: `w${at}-${index}-${zone}` })),
          })),
        })),
      ),
    ],
  }));

const testsOnly = (stages: readonly Stage[]): Stage[] => stages.filter(({ environment }) => environment !== 'prod');
const wavesOnly = (stages: readonly Stage[]): Stage[] => stages.filter(({ environment }) => environment === 'prod');

const asAlpha = (stages: readonly Stage[]): Stage[] =>
  stages.filter(({ environment }) => environment === 'gamma').map((part) => ({ ...part, name: 'alpha', environment: 'alpha' }));

const office = { from: '09:00', to: '16:00' } as const;

export const breaks: Readonly<Record<string, Broken>> = {
  'no-stages': of(() => ({ stages: [] })),
  'no-components': of(() => ({ components: {} })),
  'no-build-command': of(({ build }) => ({ build: { ...build, run: [] } })),
  'output-outside': of(({ build }) => ({ build: { ...build, output: '../dist' } })),
  'path-outside': adding({ new: { template: '/etc/it' } }),
  'bad-period': stage('first', (_, { traffic }) => (traffic === undefined ? {} : { traffic: { ...traffic, period: '90s' } })),
  'looks-longer-than-bake': of(() => ({ lookEvery: '100h' })),
  'rare-looks': of(() => ({ lookEvery: '6m' })),
  'empty-text': of(() => ({ team: ' ' })),
  'supplied-parameter': adding({ new: { parameters: { Zone: 'mine' } } }),
  'zone-of-another-region': both(
    stage('first', ({ regions }) => ({ regions: regions.map((region) => ({ ...region, name: 'us-west-2' })) })),
    zones({ name: 'use1-az1' }),
  ),
  'tests-in-production-account': of(({ stages }) => ({
    stages: stages.map(({ regions, ...part }) => ({
      ...part,
      account: '222222222222',
      regions: regions.map(({ account: _, ...region }) => region),
    })),
  })),
  'bad-account': first({ account: '2' }),
  'bad-region': stage('first', ({ regions }) => ({ regions: regions.map((region) => ({ ...region, name: 'nowhere' })) })),
  'stage-reaches-nothing': first({ regions: [] }),
  'bad-number': of(() => ({ lookEvery: '0s' })),
  'bad-name': of(() => ({ name: 'Bad' })),
  'stage-twice': of(({ stages }) => ({ stages: stages.map((part) => ({ ...part, name: 'same' })) })),
  'region-twice': stage('first', ({ regions }) => ({ regions: [...regions, ...regions] })),
  'zone-twice': zones({ name: 'same' }, { name: 'same' }),
  'lane-twice': stage('last', (_, { stages }) => ({ regions: wavesOnly(stages)[0]?.regions ?? [] })),
  'bad-tag': of(() => ({ tags: { 'aws:team': 'retail' } })),
  'many-tags': of(() => ({ tags: Object.fromEntries(Array.from({ length: 49 }, (_, at) => [`tag-${at}`, 'a'])) })),
  'stack-twice': both(adding({ new: {}, 'new-x': {} }), zones({ name: 'y' }, { name: 'x-y' })),
  'long-stack': both(
    of(() => ({ name: 'n'.repeat(40) })),
    adding({ ['n'.repeat(40)]: { oneBox: 'box.json' } }),
    zones({ name: 'n'.repeat(40) }),
  ),
  'unknown-dependency': adding({ new: { dependsOn: ['nobody'] } }),
  'cyclic-dependencies': adding({ new: { dependsOn: ['new'] } }),
  'region-depends-on-zone': adding({ new: { per: 'region', dependsOn: ['z0'] } }),
  'one-box-of-region': adding({ new: { per: 'region', oneBox: 'box.json' } }),
  'one-box-before-dependency': adding({ new: { oneBox: 'box.json', dependsOn: ['under'] }, under: {} }),
  'two-ways-to-take-a-change': adding({ new: { shifts: 'platform', cannotCanary: 'a queue' } }),
  'no-reason': adding({ new: { cannotCanary: ' ' } }),
  'no-alarms': alarms({ region: [], zone: [] }),
  'no-regional-alarm': both(adding({ new: { per: 'region' } }), alarms({ region: [] })),
  'no-one-box-alarm': alarms({ oneBox: [] }),
  'bad-alarm-name': alarms({ zone: ['errors-{Zone}'] }),
  'alarm-of-no-one-zone': both(
    alarms({ zone: ['errors'] }),
    allStages(({ alarms: _, ...part }) => part),
  ),
  'no-production-bake': first({ bakes: {} }),
  'left-in-production': first({ onFailure: 'leave' }),
  'test-stage-after-production': of(({ stages }) => ({ stages: [...wavesOnly(stages), ...testsOnly(stages)] })),
  'uncounted-requests': both(
    ({ pipeline: { traffic: _, ...pipeline }, ...known }) => ({ ...known, pipeline }),
    allStages(({ traffic: _, ...part }) => part),
  ),
  'approval-that-nobody-can-give': first({ approval: { approvers: [], count: 1, expires: '1h' } }),
  'every-approver-needed': first({ approval: { approvers: ['ann', 'ben'], count: 2, expires: '1h' } }),
  'windows-that-cannot-be-read': first({ windows: { timeZone: '+02:00', open: [office] } }),
  'windows-that-never-open': first({ windows: { timeZone: 'UTC', open: [{ ...office, days: [] }] } }),
  'unguarded-production': both(
    of(() => ({ rung: 'test' })),
    allStages(({ approval: _, ...part }) => ({ ...part, bakes: {} })),
  ),
  'no-production-alarms': both(first({ bakes: {} }), alarms({ region: [], zone: [] })),
  'no-review': of(() => ({ review: { approvals: 0 } })),
  'not-yet-source': of(() => ({ source: { kind: 'image', image: 'base', tag: 'v1' } })),
  'not-yet-queue': of(() => ({ queue: 'latest' })),
  'not-yet-rollback-scope': of(() => ({ rollback: { scope: 'change' } })),
  'not-yet-rollback-speed': of(() => ({ rollback: { scope: 'wave', speed: 'atOnce' } })),
  'not-yet-related': of(() => ({ related: [] })),
  'not-yet-notifications': of(() => ({ notifications: [] })),
  'not-yet-paths': adding({ new: { paths: ['src/**'] } }),
  'not-yet-rolling': adding({ new: { rolling: { parameter: 'Batch', forward: 33, back: 100 } } }),
  'not-yet-load-test': first({ loadTest: { run: 'load', within: '1h' } }),
  'not-yet-parameters': first({ parameters: {} }),
  'not-yet-bake-silence': bakeOf('zone', { silence: 'ask' }),
  'no-unit-tests': of(({ build }) => ({ build: { ...build, unitTests: [' '] } })),
  'build-with-network': of(({ build }) => ({ build: { ...build, network: 'allowed' } })),
  'no-test-stage': of(({ stages }) => ({ stages: wavesOnly(stages) })),
  'no-tests': stage('gamma', () => ({ tests: [] })),
  'test-stages-out-of-order': of(({ stages }) => ({
    stages: [...stages.filter(({ environment }) => environment === 'gamma'), ...asAlpha(stages), ...wavesOnly(stages)],
  })),
  'no-gamma': of(({ stages }) => ({ stages: [...asAlpha(stages), ...wavesOnly(stages)] })),
  'gamma-does-not-bake': stage('gamma', () => ({ bakes: {} })),
  'no-production-canary': first({ canaries: [] }),
  'suites-differ': stage('gamma', () => ({ tests: ['npm run half'] })),
  'no-production': of(({ stages }) => ({ stages: testsOnly(stages) })),
  'one-zone': zones({ name: 'alone' }),
  'one-wave': regions(1),
  'wide-first-wave': regions(2, 3),
  'waves-shrink-then-grow': regions(1, 3, 2, 4),
  'beyond-its-rung': of(() => ({ rung: 'zones' })),
  'short-bake': bakeOf('region', { for: '11h' }),
  'few-requests': bakeOf('oneBox', { minimumRequests: 99 }),
  'bake-shorter-than-alarm': both(alarms({ zone: [{ name: 'slow', firesWithin: '100h' }] }), ({ pipeline, ...known }) => ({
    ...known,
    pipeline,
    templates: templatesOf(pipeline),
  })),
  'traffic-gone-before-bake-ends': secondly('30s'),
  'traffic-gone-before-deadline': both(
    secondly('30s'),
    allStages((part) => ({
      ...part,
      bakes: Object.fromEntries(Object.entries(part.bakes).map(([kind, bake]) => [kind, { ...bake, for: '2h' }])),
    })),
  ),
  'no-one-box': adding({ new: { cannotCanary: ' ' } }),
  'wave-without-one-box': first({ oneBox: false }),
  'zone-without-one-box': zones({ name: 'with' }, { name: 'without', oneBox: false }),
  'first-zone-without-one-box': zones({ name: 'without', oneBox: false }, { name: 'with' }),
  'bad-rolling': adding({ new: { rolling: { parameter: 'Batch', forward: 0, back: 100 } } }),
  'rolling-over-a-third': adding({ new: { rolling: { parameter: 'Batch', forward: 34, back: 100 } } }),
  'gamma-has-one-zone': stage('gamma', ({ regions }) => ({
    regions: regions.map((region) => ({ ...region, zones: region.zones.slice(0, 1) })),
  })),
  'gamma-deploys-otherwise': stage('gamma', () => ({ onFailure: 'leave' })),
  'gamma-alarms-differ': stage('gamma', (_, pipeline) => ({ alarms: { ...pipeline.alarms, zone: ['another'] } })),
  'wave-drops-alarm': stage('last', (_, pipeline) => ({ alarms: { ...pipeline.alarms, zone: ['another'] } })),
  'template-missing': (sample) => ({ ...sample, templates: {} }),
  'alarm-in-no-template': alarms({ zone: ['made-by-nobody'] }),
  'alarm-name-unreadable': templates({ AlarmName: { 'Fn::GetAtt': ['Name', 'Value'] } }),
  'bake-shorter-than-alarm-in-template': templates({ Period: 3600, EvaluationPeriods: 100 }),
  'alarm-looks-too-far-back': templates({ Period: 60, EvaluationPeriods: 1441 }),
  'parameter-without-value': withParameter({}),
  'parameter-not-allowed': withParameter({ Default: 'small', AllowedValues: ['large'] }),
  'payload-not-received': both(eachComponent({ payload: 'app' }), (sample) => ({
    ...sample,
    templates: Object.fromEntries(Object.keys(sample.templates).map((file) => [file, {}])),
  })),
  'undeclared-parameter': eachComponent({ parameters: { Nobody: 'declares it' } }),
  'physical-name-twice': withResource('AWS::IAM::Role', { RoleName: 'shop' }),
  'local-file': withResource('AWS::Serverless::Function', { CodeUri: './src' }),
  'reaches-every-region': withResource('AWS::CloudFront::Distribution', {}),
  'bad-stateless': eachComponent({ stateless: ['AWS::DynamoDB::Table'] }),
  'stateless-names-nothing': eachComponent({ stateless: ['Custom::Nobody'] }),
  'gamma-alarms-differ-in-template': templates({ Threshold: { 'Fn::If': ['Here', 5, 1] } }, () => ({
    'Fn::Equals': [{ Ref: 'Environment' }, 'gamma'],
  })),
  'threshold-loosened': templates({ Threshold: { 'Fn::If': ['Here', 5, 1] } }, ({ pipeline }) => ({
    'Fn::Equals': [{ Ref: 'AWS::Region' }, pipeline.stages.at(-1)?.regions[0]?.name],
  })),
};
