import { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import type { Activities, BakeOutcome, DeployInput, DeployOutcome } from '../../../../activities/contract';
import { callLines } from '../../builders/call-lines';
import type { FakedActivities } from '../../builders/faked-activities';
import { defaultActivities } from '../../builders/fakes';
import type { ScenarioRun } from './scenario-run';
import { lastRegion } from './topology';

/** Finds the run that a workflow belongs to. */
export type RunOf = (workflowId: string) => ScenarioRun;

/** The activities of all runs: each call goes through the run whose workflow made it. */
export function fakeActivities(runOf: RunOf, real: Omit<Activities, keyof FakedActivities>): Activities {
  const currentRun = () => runOf(Context.current().info.workflowExecution?.workflowId ?? '');
  const recorded =
    <Input, Answer>(activity: keyof Activities, describe: (input: Input) => string, perform: (input: Input) => Promise<Answer>) =>
    (input: Input) =>
      currentRun().perform({ activity, description: describe(input) }, () => perform(input));
  return {
    ...real,
    startChange: recorded('startChange', () => 'start the change', real.startChange),
    goodRelease: recorded('goodRelease', ({ lane }) => `what is good in ${lane}`, real.goodRelease),
    checkPolicy: recorded('checkPolicy', policyLine, defaultActivities.checkPolicy),
    review: recorded('review', callLines.review, defaultActivities.review),
    build: recorded('build', callLines.build, defaultActivities.build),
    survey: recorded('survey', callLines.survey, defaultActivities.survey),
    opening: recorded('opening', callLines.opening, defaultActivities.opening),
    examine: recorded('examine', callLines.examine, defaultActivities.examine),
    gates: recorded('gates', callLines.gates, defaultActivities.gates),
    deploy: recorded('deploy', callLines.deploy, deploy),
    test: recorded('test', callLines.test, defaultActivities.test),
    watch: recorded('watch', callLines.watch, watch),
    bake: recorded('bake', callLines.bake, async (plan) =>
      isUnhealthy(currentRun(), callLines.bake(plan)) ? unhealthy : await defaultActivities.bake(plan),
    ),
    notify: recorded('notify', callLines.notify, async ({ subject }) => {
      if (subject === 'stuck') await currentRun().retryStuckStep();
    }),
    approvalRules: defaultActivities.approvalRules,
  };
}

const policyLine = ({ release }: { readonly release?: unknown }): string =>
  `check policy ${release === undefined ? 'before the build' : 'after the build'}`;

/** In the unhealthy baseline the last of all bakes is unhealthy. */
const isUnhealthy = ({ scenario }: ScenarioRun, line: string): boolean =>
  scenario.baseline === 'unhealthy' && line === `bake region ${lastRegion}`;

const unhealthy: BakeOutcome = { kind: 'unhealthy', because: 'alarm errors fired' };

/** Leaves something behind for each table that is put back, so that the golden files show which level reports it. */
async function deploy({ direction, target: { component, region } }: DeployInput): Promise<DeployOutcome> {
  const isLeft = direction === 'back' && component === 'table';
  const left = isLeft ? [{ what: `a column in ${region}`, action: 'see who reads it' }] : [];
  return { touched: true, what: 'updated', left };
}

/** Sees no alarm, and looks again only after the scenario has ended: frequent looks of many scenarios would overload the server. */
async function watch(): Promise<never> {
  throw ApplicationFailure.create({ message: 'none fired', nextRetryDelay: '1h' });
}
