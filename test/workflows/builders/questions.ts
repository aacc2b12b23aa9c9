/** Questions about components, and worlds that ask them. */

import type { WorkflowHandle } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { type ExamineOutcome, needsPerson } from '../../../activities/contract';
import type { Question } from '../../../pipeline/gates/question';
import type { Answers } from './faked-activities';
import { until } from './until';
import type { World } from './world';

type Identified = Pick<WorkflowHandle, 'workflowId'>;

/** A question about the table; other rows have another digest, and the Region is not part of it. */
export const mayReplace = (what = 'Orders', region = 'us-west-2'): Question => ({
  component: 'table',
  rows: [`${what} (AWS::DynamoDB::Table) in ${region} may be replaced: CloudFormation cannot tell before it deploys`],
  digest: `sha256-${what}`,
});

export const clear = (found: Partial<ExamineOutcome & { kind: 'clear' }> = {}): ExamineOutcome => ({
  kind: 'clear',
  questions: [],
  notes: [],
  alarms: [],
  hides: [],
  ...found,
});

/** Examining each Region finds these questions. */
export const examinationAsks = (questions: (region: string) => readonly Question[]): Answers => ({
  examine: async ({ targets }) => clear({ questions: questions(targets[0]?.region ?? '') }),
});

/** The policy names these people. */
export const policyNames = (...people: readonly string[]): Answers => ({
  approvalRules: async () => ({ claimedNames: true, mayReplace: people }),
});

/** Fails as AWS denies access, until a person has fixed it. */
export const denyUntilFixed =
  (cause: { readonly isFixed: boolean }, because = denied) =>
  async (): Promise<void> => {
    if (!cause.isFixed) throw ApplicationFailure.nonRetryable(because, needsPerson);
  };

export const denied = 'access to CreateChangeSet is denied: give the role deploy this right';

/** Waits until a change shows so many questions. */
export const waitForQuestions = async (world: World, change: Identified, count = 1): Promise<void> =>
  await until(`${change.workflowId} asks`, async () => ((await world.progress(change)).questions ?? []).length === count);

/** Waits until a change has been kept by an obstacle so many times. */
export const waitForObstacle = async (world: World, change: Identified, looks = 1): Promise<void> =>
  await until(`${change.workflowId} waits for a person`, async () => {
    const { obstacle } = await world.progress(change);
    return obstacle !== undefined && obstacle.looks >= looks && obstacle.until !== undefined;
  });
