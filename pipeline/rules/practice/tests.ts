/** What is tried out before production, and what goes on trying there. */
import type { Environment, Pipeline, Stage } from '../../model/pipeline';
import { type Find, type FindBeside, type Finding, type Rule, warning } from '../rule';
import { type At, stagesIn, stagesOf, wavesOf } from '../walk';

const testStages = (pipeline: Pipeline): At<Stage>[] => stagesOf(pipeline).filter(({ part }) => part.environment !== 'prod');

/** Without one, the first to try a change out are those who call it. */
const someTestStage: Find = (pipeline) =>
  testStages(pipeline).length > 0
    ? []
    : [{ path: 'stages', message: 'there is no test stage: put one before production, as in gamma({ … })' }];

/** Alpha may be there only to see that a change deploys, if another stage tests it. */
const testsRun: Find = (pipeline) => {
  const stages = testStages(pipeline);
  return stages
    .filter(({ part }) => part.tests.length === 0 && (part.environment !== 'alpha' || stages.length === 1))
    .map(({ path }) => ({ path: `${path}/tests`, message: 'there is none: name a command, as in npm run test:integration' }));
};

/** Each stands for more of production than the one before, and lets less through to it. */
const inOrder: Find = (pipeline) => {
  const stages = testStages(pipeline);
  return stages.flatMap(({ path, part }, index) => {
    const before = stages[index - 1]?.part;
    return before === undefined || order.indexOf(part.environment) >= order.indexOf(before.environment)
      ? []
      : [
          {
            path,
            message: `${part.environment} stands behind ${before.environment}: put it before, each more like production than the last`,
          },
        ];
  });
};

const order: readonly Environment[] = ['alpha', 'beta', 'gamma'];

/** What is tried nowhere like production, production tries. */
const someGamma: Find = (pipeline) =>
  stagesIn('gamma', pipeline).length > 0
    ? []
    : [{ path: 'stages', message: 'there is no gamma: put a stage before production that is like it, as in gamma({ … })' }];

/** At night nobody calls: without requests of its own a bake waits for traffic, and silence proves nothing. */
const canariesInProduction: Find = (pipeline) =>
  wavesOf(pipeline)
    .filter(({ part: { canaries = [] } }) => canaries.length === 0)
    .map(({ path }) => ({
      path: `${path}/canaries`,
      message: 'there is none, so at quiet hours nobody would see that it fails: name the canaries that call it all day',
    }));

/** A change of configuration breaks a service as well as one of code: every pipeline of a service runs the whole suite. */
const sameSuites: FindBeside = (pipeline, others) =>
  (['beta', 'gamma'] as const).flatMap((environment) => others.flatMap((other) => suitesApart(environment, pipeline, other)));

function suitesApart(environment: Environment, pipeline: Pipeline, other: Pipeline): Finding[] {
  const [theirs] = stagesIn(environment, other);
  return theirs === undefined
    ? []
    : stagesIn(environment, pipeline)
        .filter(({ part }) => suite(part) !== suite(theirs.part))
        .map(({ path, part }) => ({
          path: `${path}/tests`,
          message: `${suite(part)}, and ${other.name} of the same service runs ${suite(theirs.part)}: run the whole suite in both`,
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
