/**
 * What a change costs where all goes well: operations on stacks, and events in Temporal's histories. The events follow from how workflows are
 * written: test/workflows/change/cost.test.ts plays a change and counts, so that the two cannot drift apart.
 */
import { type RegionPlan, type StagePlan, type Step, targetsOf } from './plan';
import { regionTimes } from './timetable';

export interface Cost {
  /** Change sets that are carried out: one for each target that the change alters. */
  readonly mutations: number;
  /** Events of the change, of what is below it, and what it brings into its service's history. */
  readonly events: number;
  /** Events more the first time that a pipeline reaches its lanes: what runs there is kept as the way back. */
  readonly eventsOfFirst: number;
  /** Looks at alarms and traffic. They leave no event, but are asked of AWS: as many as this at least, more where a bake waits for requests. */
  readonly looks: number;
}

/** The cost of a plan; `components` are those that the change alters. Windows are taken as open, and people as quick. */
export function cost(stages: readonly StagePlan[], components: ReadonlySet<string>): Cost {
  const regions = stages.flatMap((stage) => stage.regions);
  return {
    mutations: regions.flatMap(targetsOf).filter(({ component }) => components.has(component)).length,
    events: changeEvents(stages) + serviceEvents(stages) + sum(stages.map(waveEvents)),
    eventsOfFirst: regions.length * (activity + signalSent + signalHeard),
    looks: sum(stages.flatMap(looksOf)),
  };
}

// A task of a workflow is scheduled, started and completed; so is an activity, and each answer, start or signal brings a task.
const task = 3;
const activity = 3 + task;
const signalSent = 2 + task;
const signalHeard = 1 + task;
const updateHeard = 2 + task;
/** Set, and called off. */
const timer = 2;
const child = 3 + 2 * task;
/** Its beginning with the first task, and its end. */
const run = 1 + task + 1;

/** One run a stage. The first also reviews, builds and is held against the policy before and after, and the last tells people and the service how it ended. */
const changeEvents = (stages: readonly StagePlan[]): number =>
  Math.max(stages.length, 1) * run + 4 * activity + signalSent + sum(stages.map(passEvents)) + 2 + activity + signalSent;

/** People and windows; the gates twice; the lanes asked for, granted and given back; its name noted; the wave. */
const passEvents = ({ approval, windows }: StagePlan): number =>
  (approval === undefined ? 0 : activity + timer + approval.count * updateHeard) +
  (windows === undefined ? 0 : 2 * activity) +
  2 * activity +
  2 * signalSent +
  signalHeard +
  1 +
  child;

/** It hears of the merge, the review and the end, and starts the change; in each stage it hears twice and grants once. */
const serviceEvents = (stages: readonly StagePlan[]): number =>
  3 * signalHeard + activity + stages.length * (2 * signalHeard + signalSent);

const waveEvents = ({ regions }: StagePlan): number => run + sum(regions.map((region) => child + regionEvents(region)));

/** Its watch is begun and called off, and answers nothing in between. */
const regionEvents = ({ steps, zones, tests, bake }: RegionPlan): number =>
  run +
  2 +
  stepEvents(steps) +
  (tests.length === 0 ? 0 : activity) +
  (bake === undefined ? 0 : activity) +
  sum(zones.map((zone) => child + run + stepEvents(zone.steps)));

const stepEvents = (steps: readonly Step[]): number =>
  sum(steps.map(({ targets, bake }) => (targets.length + (bake === undefined ? 0 : 1)) * activity));

/** In each Region one watch from the first touch to the end of the last bake, and each bake its own looks. */
const looksOf = ({ regions }: StagePlan): number[] =>
  regions.map((region) => 2 * Math.ceil(regionTimes(region).takesMs / region.lookEveryMs));

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
