/**
 * What activities take and return: the only module of `activities/` that workflows import, and only by type. `contracts/` has the parts.
 *
 * An expected result is a value. An activity throws only four kinds of failure: a bug or an outage, which the server retries; a benign
 * failure ("not yet"), which it retries without alarm; and two that no retry changes: `Failed`, and `NeedsPerson`.
 */
import type { CoordinationActivities } from './contracts/coordination';
import type { ReleaseActivities } from './contracts/release';
import type { StageActivities } from './contracts/stage';

export type {
  ApprovalRules,
  GoodReleaseInput,
  Notice,
  OpenBelowInput,
  StartChangeInput,
  WatchForVanishedInput,
} from './contracts/coordination';
export type {
  BuildComponent,
  BuildInput,
  BuildOutcome,
  CheckPolicyInput,
  CheckPolicyOutcome,
  Merge,
  Refused,
  ReviewInput,
  ReviewOutcome,
} from './contracts/release';
export type {
  Alarmed,
  BakeOutcome,
  DeployInput,
  DeployOutcome,
  ExamineInput,
  ExamineOutcome,
  GatePlace,
  GatesInput,
  GatesOutcome,
  OpeningInput,
  OpeningOutcome,
  SurveyInput,
  TestInput,
  TestOutcome,
  WatchInput,
} from './contracts/stage';

/** The type of the failure that no retry changes: a stack that CloudFormation rolled back, a template that it refuses. */
export const failed = 'Failed';

/** The type of the failure that a person must end, outside Slipway: access is denied, a limit is reached, a stack is protected. */
export const needsPerson = 'NeedsPerson';

/** All activities. Their names are on the wire: add, never rename. */
export interface Activities extends ReleaseActivities, StageActivities, CoordinationActivities {}
