/** Normalises a pipeline for a comparison: what applies, with related fields as one value, however it was written. */
import { deadlineOf } from '../authoring/defaults';
import { parseDuration } from '../model/duration';
import type { Alarm, Alarms, Bake, Pipeline, Stage } from '../model/pipeline';
import type { Windows } from '../model/windows';
import { bakesNeeded } from '../rules/walk';
import { ClosedDays, Hours } from './hours';

/** One side of a comparison with `other`. Both sides must be normalised, each for the other. */
export const normalise = (pipeline: Pipeline, other: Pipeline): unknown => ({
  ...pipeline,
  alarms: normaliseAlarms(pipeline.alarms),
  build: { ...pipeline.build, unitTests: pipeline.build.unitTests ?? [], run: pipeline.build.run.join(' ') },
  related: pipeline.related ?? [],
  notifications: pipeline.notifications ?? [],
  stages: pipeline.stages.map((stage) =>
    normaliseStage({ pipeline, stage }, { pipeline: other, stage: other.stages.find(({ name }) => name === stage.name) }),
  ),
});

interface StageIn<S> {
  readonly pipeline: Pipeline;
  readonly stage: S;
}

/** A stage without alarms or traffic uses the pipeline's. If either side has its own, what applies on both sides is compared. */
function normaliseStage({ pipeline, stage }: StageIn<Stage>, other: StageIn<Stage | undefined>): unknown {
  const isCompared = (key: 'alarms' | 'traffic') => (stage[key] ?? other.stage?.[key]) !== undefined;
  return {
    ...stage,
    ...(isCompared('alarms') && { alarms: normaliseAlarms(stage.alarms ?? pipeline.alarms) }),
    ...(isCompared('traffic') && { traffic: stage.traffic ?? pipeline.traffic }),
    canaries: stage.canaries ?? [],
    bakes: normaliseBakes({ pipeline, stage }, other),
    ...(stage.windows && { windows: normaliseWindows(stage.windows) }),
  };
}

/** Leaves out bakes after which neither side deploys anything, as the bake of a one-box if there is none. */
function normaliseBakes({ pipeline, stage }: StageIn<Stage>, other: StageIn<Stage | undefined>): unknown {
  const needed = [...bakesNeeded(pipeline, stage), ...(other.stage ? bakesNeeded(other.pipeline, other.stage) : [])];
  const kinds = [...new Set(needed)].filter((kind) => stage.bakes[kind] !== undefined);
  return Object.fromEntries(kinds.map((kind) => [kind, normaliseBake(stage.bakes[kind], other.stage?.bakes[kind])]));
}

/** Leaves the deadline out if it follows from the time of the bake on both sides: it changes only together with that. */
function normaliseBake(bake: Bake | undefined, other: Bake | undefined): unknown {
  if (bake === undefined || other === undefined || !hasDefaultDeadline(bake) || !hasDefaultDeadline(other)) return bake;
  const { deadline: _, ...rest } = bake;
  return rest;
}

const hasDefaultDeadline = ({ for: time, deadline }: Bake): boolean =>
  parseDuration(deadline) === parseDuration(deadlineOf(parseDuration(time) ?? 0));

/** A name alone is an alarm without `firesWithin`. */
const normaliseAlarms = ({ region, zone, oneBox }: Alarms): unknown => {
  const whole = (alarm: Alarm) => (typeof alarm === 'string' ? { name: alarm } : alarm);
  return { region: region.map(whole), zone: zone.map(whole), oneBox: oneBox.map(whole) };
};

const normaliseWindows = ({ timeZone, open, calendars = [] }: Windows): unknown => ({
  open: new Hours(timeZone, open),
  calendars: calendars.map(({ name, closed }) => ({ name, closed: new ClosedDays(closed) })),
});
