import { alarmName } from '../model/evidence';
import type { Alarm, Alarms, Component, Pipeline, Stage, Traffic } from '../model/pipeline';
import {
  alarmDefaults,
  bakesOf,
  buildDefaults,
  componentDefaults,
  pipelineDefaults,
  stageDefaults,
  trafficDefaults,
} from './defaults';
import { fillIn, fillInEach } from './fill-in';
import type { WrittenAlarms, WrittenComponent, WrittenPipeline, WrittenStage, WrittenTraffic } from './written';

/**
 * Makes a pipeline from what a team wrote. It fills in every default and judges nothing: `problems` reports everything that is wrong with
 * the pipeline at once.
 */
export const definePipeline = (written: WrittenPipeline): Pipeline => fillIn(written, pipelineOf);

function pipelineOf(written: WrittenPipeline): Pipeline {
  const { traffic, ...rest } = written;
  const alarms = alarmsOf(written.alarms, alarmDefaults);
  const firstWave = Array.isArray(written.stages) ? written.stages.findIndex((stage) => stage?.environment === 'prod') : -1;
  return {
    service: written.name,
    ...pipelineDefaults,
    ...rest,
    build: fillIn(written.build, (build) => ({ ...buildDefaults, ...build })),
    components: fillIn(written.components, (components) =>
      Object.fromEntries(Object.entries(components).map(([name, component]) => [name, fillIn(component, componentOf)])),
    ),
    alarms,
    ...(traffic && { traffic: fillIn(traffic, trafficOf) }),
    stages: fillInEach(written.stages, (stage, index) =>
      stageOf(stage, { pipeline: written, alarms, isFirstWave: index === firstWave }),
    ),
  };
}

const componentOf = (written: WrittenComponent): Component => ({ ...componentDefaults, ...written });

const trafficOf = (written: WrittenTraffic): Traffic => ({ ...trafficDefaults, ...written });

function stageOf(
  { alarms, traffic, ...written }: WrittenStage,
  of: { pipeline: WrittenPipeline; alarms: Alarms; isFirstWave: boolean },
): Stage {
  return {
    ...stageDefaults(written, of.pipeline),
    ...written,
    ...(alarms && { alarms: alarmsOf(alarms, of.alarms) }),
    ...(traffic && { traffic: fillIn(traffic, trafficOf) }),
    bakes: bakesOf(written, of),
  };
}

function alarmsOf(written: WrittenAlarms, defaults: Alarms): Alarms {
  if (written === undefined) return defaults;
  if (!isList(written)) return fillIn(written, (alarms) => ({ ...defaults, ...alarms }));
  const isOfZone = (alarm: Alarm) => String(alarmName(alarm ?? '')).includes('{zone}');
  return { ...defaults, region: written.filter((alarm) => !isOfZone(alarm)), zone: written.filter(isOfZone) };
}

const isList = (alarms: WrittenAlarms): alarms is readonly Alarm[] => Array.isArray(alarms);
