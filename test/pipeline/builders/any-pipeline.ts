/**
 * Any correct pipeline. Each part is typed with all fields of its type, so that this file does not compile until a new field of the model is
 * added here.
 */
import fc from 'fast-check';
import type { Bakes, Build, Notification, Pipeline, Source, Stage } from '../../../pipeline/model/pipeline';
import { rungs } from '../../../pipeline/model/rung';
import { anyComponents, startable } from './any-components';
import { anyAlarms, anyStages, anyTraffic } from './any-stage';
import { someTags, text, words } from './any-text';

const plainly = { noNullPrototype: true } as const;

const source: fc.Arbitrary<Source> = fc.oneof(
  fc.record({ kind: fc.constant('git'), repository: words, branch: words }, plainly),
  fc.record({ kind: fc.constant('image'), image: words, tag: words }, plainly),
  fc.record({ kind: fc.constant('bucket'), bucket: words, key: words }, plainly),
);

const build: fc.Arbitrary<Build> = fc.record<Required<Build>, 'run' | 'output' | 'network'>(
  {
    unitTests: fc.array(text, { minLength: 1, maxLength: 2 }),
    run: fc.array(words, { minLength: 1, maxLength: 3 }),
    output: fc.constantFrom('dist', 'out/it'),
    network: fc.constantFrom('none', 'allowed'),
  },
  { requiredKeys: ['run', 'output', 'network'], ...plainly },
);

const notification: fc.Arbitrary<Notification> = fc.record(
  { to: text, of: fc.subarray(['delivered', 'refused', 'rolledBack', 'cancelled', 'stuck', 'waitsForApproval'] as const) },
  plainly,
);

/** Any pipeline without errors. It may use what is not supported yet, and have warnings. */
export const anyPipeline: fc.Arbitrary<Pipeline> = fc.record<
  Required<Pipeline>,
  Exclude<keyof Pipeline, 'rung' | 'timing' | 'tags' | 'related' | 'notifications'>
>(
  {
    name: fc.constantFrom('checkout', 'shop-2'),
    service: fc.constantFrom('checkout', 'shop'),
    team: words,
    rung: fc.constantFrom(...rungs),
    timing: fc.constant('shortened'),
    source,
    review: fc.record({ approvals: fc.nat(3) }, plainly),
    build,
    components: anyComponents,
    tags: someTags,
    alarms: anyAlarms,
    traffic: anyTraffic,
    queue: fc.constantFrom('latest', 'every'),
    rollback: fc.record<Required<Pipeline['rollback']>, 'scope'>(
      { scope: fc.constantFrom('region', 'wave', 'change'), speed: fc.constantFrom('zoneByZone', 'atOnce') },
      { requiredKeys: ['scope'], ...plainly },
    ),
    lookEvery: fc.constantFrom('1ms', '1s', '60s', '1m'),
    related: fc.array(fc.record({ service: text, alarms: fc.array(text) }, plainly), { maxLength: 2 }),
    notifications: fc.array(notification, { maxLength: 2 }),
    stages: anyStages,
  },
  {
    requiredKeys: [
      'name',
      'service',
      'team',
      'source',
      'review',
      'build',
      'components',
      'alarms',
      'traffic',
      'queue',
      'rollback',
      'lookEvery',
      'stages',
    ],
    ...plainly,
  },
);

/** Any pipeline that lets changes start: without errors and without what is not supported yet. */
export const startablePipeline: fc.Arbitrary<Pipeline> = anyPipeline.map(({ related: _, notifications: __, ...pipeline }) => ({
  ...pipeline,
  source: { kind: 'git', repository: 'acme/checkout', branch: 'main' },
  queue: 'every',
  rollback: { scope: 'wave' },
  components: startable(pipeline.components),
  stages: pipeline.stages.map(({ loadTest: _, windows: __, parameters: ___, ...stage }: Stage) => ({
    ...stage,
    bakes: goingBack(stage.bakes),
  })),
}));

const goingBack = (bakes: Bakes): Bakes =>
  Object.fromEntries(Object.entries(bakes).map(([kind, { silence: _, ...bake }]) => [kind, bake]));
