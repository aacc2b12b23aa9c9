/** What is tested before production, and what keeps testing in production. */
import type { Environment, Pipeline, Stage } from '../../model/pipeline';
import { type Find, type FindBeside, type Finding, type Rule, warning } from '../rule';
import { type At, stagesIn, stagesOf, wavesOf } from '../walk';

const testStages = (pipeline: Pipeline): At<Stage>[] => stagesOf(pipeline).filter(({ part }) => part.environment !== 'prod');

/** Without a test stage, customers are the first to test a change. */
const someTestStage: Find = (pipeline) =>
  testStages(pipeline).length > 0
    ? []
    : [{ path: 'stages', message: 'has no test stage: add one before production, as in gamma({ … })' }];

/** Alpha may only show that a change can be deployed, if another stage tests it. */
const testsRun: Find = (pipeline) => {
  const stages = testStages(pipeline);
  return stages
    .filter(({ part }) => part.tests.length === 0 && (part.environment !== 'alpha' || stages.length === 1))
    .map(({ path }) => ({ path: `${path}/tests`, message: 'is empty: write a command, as in npm run test:integration' }));
};

/** Each test stage should be more like production than the one before. */
const inOrder: Find = (pipeline) => {
  const stages = testStages(pipeline);
  return stages.flatMap(({ path, part }, index) => {
    const before = stages[index - 1]?.part;
    return before === undefined || order.indexOf(part.environment) >= order.indexOf(before.environment)
      ? []
      : [
          {
            path,
            message: `${part.environment} comes after ${before.environment}: move it before, so that each stage is more like production than the last`,
          },
        ];
  });
};

const order: readonly Environment[] = ['alpha', 'beta', 'gamma'];

/** Without a stage like production, production is the first test of that kind. */
const someGamma: Find = (pipeline) =>
  stagesIn('gamma', pipeline).length > 0
    ? []
    : [{ path: 'stages', message: 'has no gamma: add a stage like production before it, as in gamma({ … })' }];

/** At night nobody calls the service. Without canaries a bake waits for traffic, and silence proves nothing. */
const canariesInProduction: Find = (pipeline) =>
  wavesOf(pipeline)
    .filter(({ part: { canaries = [] } }) => canaries.length === 0)
    .map(({ path }) => ({
      path: `${path}/canaries`,
      message: 'is empty, so at quiet hours nobody would notice a failure: name the canaries that call the service all day',
    }));

/** A change of configuration can break a service like a change of code, so every pipeline of a service must run the whole suite. */
const sameSuites: FindBeside = (pipeline, others) =>
  (['beta', 'gamma'] as const).flatMap((environment) => others.flatMap((other) => differentSuites(environment, pipeline, other)));

function differentSuites(environment: Environment, pipeline: Pipeline, other: Pipeline): Finding[] {
  const [theirs] = stagesIn(environment, other);
  return theirs === undefined
    ? []
    : stagesIn(environment, pipeline)
        .filter(({ part }) => suite(part) !== suite(theirs.part))
        .map(({ path, part }) => ({
          path: `${path}/tests`,
          message: `runs ${suite(part)}, but pipeline ${other.name} of the same service runs ${suite(theirs.part)}: run the whole suite in both`,
        }));
}

const suite = ({ tests }: Stage): string => [...new Set(tests)].sort().join(', ') || 'nothing';

export const tests: readonly Rule[] = [
  warning('no-test-stage', someTestStage, { from: 'test' }),
  warning('no-tests', testsRun, { from: 'test' }),
  warning('test-stages-out-of-order', inOrder, { from: 'test' }),
  warning('no-gamma', someGamma, { from: 'zones' }),
  warning('no-production-canary', canariesInProduction, { from: 'rollback' }),
  { name: 'suites-differ', level: 'warning', needs: 'otherPipelines', find: sameSuites, from: 'test' },
];
