import { Lookout } from './aws/cloudwatch/lookout';
import { bake } from './bake';
import { type BuildDeps, build } from './build';
import { type CheckPolicyDeps, checkPolicy } from './check-policy';
import type { Activities, ApprovalRules } from './contract';
import { deploy } from './deploy';
import { gates } from './gates';
import { type NotifyDeps, notify } from './notify';
import { opening } from './opening';
import { review } from './review';
import { survey } from './survey';
import { goodRelease } from './temporal/good-release';
import { openBelow } from './temporal/open-below';
import { type StartDeps, startChange } from './temporal/start-change';
import { watchForVanished } from './temporal/watch-for-vanished';
import { type TestDeps, test } from './test';
import { watch } from './watch';

/** Everything that the hands need from outside. */
export type ActivityDeps = BuildDeps &
  TestDeps &
  NotifyDeps &
  StartDeps &
  CheckPolicyDeps & { readonly approvalRules: ApprovalRules };

/** The hands, wired to the real world. */
export function createActivities(deps: ActivityDeps): Activities {
  const looking = { ...deps, lookout: new Lookout(deps.aws) };
  return {
    review: review(deps),
    checkPolicy: checkPolicy(deps),
    build: build(deps),
    survey: survey(deps),
    gates: gates(looking),
    opening,
    deploy: deploy(deps),
    test: test(deps),
    watch: watch(looking),
    bake: bake(looking),
    notify: notify(deps),
    startChange: startChange(deps),
    goodRelease: goodRelease(deps),
    watchForVanished: watchForVanished(deps),
    openBelow: openBelow(deps),
    approvalRules: async () => deps.approvalRules,
  };
}
