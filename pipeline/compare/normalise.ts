/** A pipeline as it is compared with another: what holds, and what belongs together in one part, however it was written. */
import { deadlineOf } from '../authoring/defaults';
import { parseDuration } from '../model/duration';
import type { Alarm, Alarms, Bake, Pipeline, Stage } from '../model/pipeline';
import type { Windows } from '../model/windows';
import { bakesNeeded } from '../rules/walk';
import { ClosedDays, Hours } from './hours';

/** The parts of a pipeline for a comparison with `other`; both sides are made so. */
export const comparable = (pipeline: Pipeline, other: Pipeline): unknown => ({
  ...pipeline,
  alarms: comparableAlarms(pipeline.alarms),
  build: { ...pipeline.build, unitTests: pipeline.build.unitTests ?? [], run: pipeline.build.run.join(' ') },
  related: pipeline.related ?? [],
  notifications: pipeline.notifications ?? [],
  stages: pipeline.stages.map((stage) =>
    comparableStage({ pipeline, stage }, { pipeline: other, stage: other.stages.find(({ name }) => name === stage.name) }),
  ),
});

interface Within<S> {
  readonly pipeline: Pipeline;
  readonly stage: S;
}

/** A stage that says nothing of alarms and traffic has the pipeline's: where either side has its own, what holds is compared. */
function comparableStage({ pipeline, stage }: Within<Stage>, other: Within<Stage | undefined>): unknown {
  const isOwn = (key: 'alarms' | 'traffic') => (stage[key] ?? other.stage?.[key]) !== undefined;
  return {
    ...stage,
    ...(isOwn('alarms') && { alarms: comparableAlarms(stage.alarms ?? pipeline.alarms) }),
    ...(isOwn('traffic') && { traffic: stage.traffic ?? pipeline.traffic }),
    canaries: stage.canaries ?? [],
    bakes: comparableBakes({ pipeline, stage }, other),
    ...(stage.windows && { windows: comparableWindows(stage.windows) }),
  };
}

/** A bake for what neither side deploys, as of a one-box where there is none, watches nothing. */
function comparableBakes({ pipeline, stage }: Within<Stage>, other: Within<Stage | undefined>): unknown {
  const needed = [...bakesNeeded(pipeline, stage), ...(other.stage ? bakesNeeded(other.pipeline, other.stage) : [])];
  const kinds = [...new Set(needed)].filter((kind) => stage.bakes[kind] !== undefined);
  return Object.fromEntries(kinds.map((kind) => [kind, comparableBake(stage.bakes[kind], other.stage?.bakes[kind])]));
}

/** A deadline that follows from the time of its bake on both sides is said with it. */
function comparableBake(bake: Bake | undefined, other: Bake | undefined): unknown {
  if (bake === undefined || other === undefined || !isByDefault(bake) || !isByDefault(other)) return bake;
  const { deadline: _, ...rest } = bake;
  return rest;
}

const isByDefault = ({ for: time, deadline }: Bake): boolean =>
  parseDuration(deadline) === parseDuration(deadlineOf(parseDuration(time) ?? 0));

/** A name alone is an alarm like any other. */
const comparableAlarms = ({ region, zone, oneBox }: Alarms): unknown => {
  const whole = (alarm: Alarm) => (typeof alarm === 'string' ? { name: alarm } : alarm);
  return { region: region.map(whole), zone: zone.map(whole), oneBox: oneBox.map(whole) };
};

const comparableWindows = ({ timeZone, open, calendars = [] }: Windows): unknown => ({
  open: new Hours(timeZone, open),
  calendars: calendars.map(({ name, closed }) => ({ name, closed: new ClosedDays(closed) })),
});
