import type { Pace } from './attempt/streak';
import { sendThrough } from './attempt/tell';
import { withAnswers } from './attempt/with-answers';
import { EvidenceReader } from './aws/cloudwatch/evidence-reader';
import { examine } from './aws/examine/examine';
import { bake } from './bake';
import { type BuildDeps, build } from './build';
import { type CheckPolicyDeps, checkPolicy } from './check-policy';
import type { Activities, ApprovalRules, Notice } from './contract';
import { deploy } from './deploy';
import { gates } from './gates';
import { opening } from './opening';
import { review } from './review';
import { survey } from './survey';
import { goodRelease } from './temporal/good-release';
import { openBelow } from './temporal/open-below';
import { type StartDeps, startChange } from './temporal/start-change';
import { watchForVanished } from './temporal/watch-for-vanished';
import { type TestDeps, test } from './test';
import { watch } from './watch';

/** Everything that activities need from outside. */
export interface ActivityDeps extends BuildDeps, TestDeps, StartDeps, CheckPolicyDeps {
  readonly approvalRules: ApprovalRules;
  readonly notify: (notice: Notice) => Promise<void>;
  /** When workflows are told of activities that keep failing; by default after two minutes, and at most every ten. */
  readonly pace?: Pace;
}

/** All activities of a worker, with their dependencies bound; each sorts what it throws by the table of answers. */
export const createActivities = (deps: ActivityDeps): Activities =>
  withAnswers(boundActivities(deps), { send: sendThrough(deps.temporal), ...(deps.pace && { pace: deps.pace }) });

function boundActivities(deps: ActivityDeps): Activities {
  const observing = { ...deps, reader: new EvidenceReader(deps.aws) };
  return {
    review: review(deps),
    checkPolicy: checkPolicy(deps),
    build: build(deps),
    survey: survey(deps),
    gates: gates(observing),
    examine: examine(deps),
    opening,
    deploy: deploy(deps),
    test: test(deps),
    watch: watch(observing),
    bake: bake(observing),
    notify: deps.notify,
    startChange: startChange(deps),
    goodRelease: goodRelease(deps),
    watchForVanished: watchForVanished(deps),
    openBelow: openBelow(deps),
    approvalRules: async () => deps.approvalRules,
  };
}
