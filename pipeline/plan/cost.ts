/**
 * What a change costs if all goes well: operations on stacks, and events in Temporal's histories. The number of events follows from the
 * code of the workflows. test/workflows/change/cost.test.ts runs a change and counts them, so that the two cannot drift apart.
 */
import { type RegionPlan, type StagePlan, type Step, targetsOf } from './plan';
import { regionTimes } from './timetable';

export interface Cost {
  /** Change sets that are executed: one for each target that the change alters. */
  readonly mutations: number;
  /** Events in the histories of the change and of all workflows below it, and those that it adds to its service's history. */
  readonly events: number;
  /** Additional events the first time that a pipeline reaches its lanes, to keep what runs there as a release to roll back to. */
  readonly eventsOfFirst: number;
  /** Looks at alarms and traffic, which are requests to AWS but no events. At least this many; more if a bake waits for requests. */
  readonly looks: number;
}

/** The cost of a plan; `components` are those that the change alters. Assumes open windows and immediate approvals. */
export function cost(stages: readonly StagePlan[], components: ReadonlySet<string>): Cost {
  const regions = stages.flatMap((stage) => stage.regions);
  return {
    mutations: regions.flatMap(targetsOf).filter(({ component }) => components.has(component)).length,
    events: changeEvents(stages) + serviceEvents(stages) + sum(stages.map(childEvents)),
    eventsOfFirst: regions.length * (activity + signalSent + signalReceived),
    looks: sum(stages.flatMap(looksOf)),
  };
}

// A workflow task has three events: scheduled, started, completed. So has an activity. Each result, start or signal causes a workflow task.
const task = 3;
const activity = 3 + task;
const signalSent = 2 + task;
const signalReceived = 1 + task;
const updateReceived = 2 + task;
/** Started and cancelled. */
const timer = 2;
const child = 3 + 2 * task;
/** Started with its first task, and completed. */
const run = 1 + task + 1;

/** One run per stage. The first also reviews, builds, and checks the policy before and after. The last also notifies people and the service. */
const changeEvents = (stages: readonly StagePlan[]): number =>
  Math.max(stages.length, 1) * run + 4 * activity + signalSent + sum(stages.map(stageEvents)) + 2 + activity + signalSent;

/** Approval and windows; the gates twice; each Region examined; lanes requested, granted and returned; the stage's name recorded; the child workflow. */
const stageEvents = ({ approval, windows, regions }: StagePlan): number =>
  (approval === undefined ? 0 : activity + timer + approval.count * updateReceived) +
  (windows === undefined ? 0 : 2 * activity) +
  2 * activity +
  regions.length * activity +
  2 * signalSent +
  signalReceived +
  1 +
  child;

/** The service receives the merge, the review and the end, and starts the change. In each stage it receives two signals and sends one grant. */
const serviceEvents = (stages: readonly StagePlan[]): number =>
  3 * signalReceived + activity + stages.length * (2 * signalReceived + signalSent);

/** The workflow of a stage and all below it. */
const childEvents = ({ regions }: StagePlan): number => run + sum(regions.map((region) => child + regionEvents(region)));

/** Its watch is scheduled and cancelled, and reports nothing in between. */
const regionEvents = ({ steps, zones, tests, bake }: RegionPlan): number =>
  run +
  2 +
  stepEvents(steps) +
  (tests.length === 0 ? 0 : activity) +
  (bake === undefined ? 0 : activity) +
  sum(zones.map((zone) => child + run + stepEvents(zone.steps)));

const stepEvents = (steps: readonly Step[]): number =>
  sum(steps.map(({ targets, bake }) => (targets.length + (bake === undefined ? 0 : 1)) * activity));

/** In each Region the watch looks from the first deployment to the end of the last bake, and each bake looks too: hence twice. */
const looksOf = ({ regions }: StagePlan): number[] =>
  regions.map((region) => 2 * Math.ceil(regionTimes(region).takesMs / region.lookEveryMs));

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
