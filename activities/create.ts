import { bake } from './bake';
import { type BuildDeps, build } from './build';
import { Lookout } from './cloudwatch/lookout';
import type { Activities, Policy } from './contract';
import { deploy } from './deploy';
import { gates } from './gates';
import { goodRelease } from './good-release';
import { lookAfter } from './look-after';
import { type NotifyDeps, notify } from './notify';
import { openBelow } from './open-below';
import { opening } from './opening';
import { review } from './review';
import { type StartDeps, startChange } from './start-change';
import { survey } from './survey';
import { type TestDeps, test } from './test';
import { type UpholdDeps, uphold } from './uphold';
import { watch } from './watch';

/** Everything that the hands need from outside. */
export type ActivityDeps = BuildDeps & TestDeps & NotifyDeps & StartDeps & UpholdDeps & { readonly policy: Policy };

/** The hands, wired to the real world. */
export function createActivities(deps: ActivityDeps): Activities {
  const looking = { ...deps, lookout: new Lookout(deps.aws) };
  return {
    review: review(deps),
    uphold: uphold(deps),
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
    lookAfter: lookAfter(deps),
    openBelow: openBelow(deps),
    policy: async () => deps.policy,
  };
}
