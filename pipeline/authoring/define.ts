import { alarmName } from '../model/evidence';
import type { Alarm, Alarms, Component, Pipeline, Stage, Traffic } from '../model/pipeline';
import { bakesOf, lookEvery, oneBoxOf, onFailureOf, trafficPeriod } from './defaults';
import { each, filled } from './fill-in';
import type { WrittenAlarms, WrittenComponent, WrittenPipeline, WrittenStage, WrittenTraffic } from './written';

/**
 * Makes a pipeline of what a team wrote: every default filled in, nothing judged. `problems` says what is wrong with it, all at once.
 */
export const definePipeline = (written: WrittenPipeline): Pipeline => filled(written, pipelineOf);

function pipelineOf(written: WrittenPipeline): Pipeline {
  const { traffic, ...rest } = written;
  const alarms = alarmsOf(written.alarms, { region: [], zone: [], oneBox: [] });
  const firstWave = Array.isArray(written.stages) ? written.stages.findIndex((stage) => stage?.environment === 'prod') : -1;
  return {
    service: written.name,
    review: { approvals: 1 },
    queue: 'latest',
    rollback: { scope: 'wave' },
    lookEvery,
    ...rest,
    build: filled(written.build, (build) => ({ network: 'none', ...build })),
    components: filled(written.components, (components) =>
      Object.fromEntries(Object.entries(components).map(([name, component]) => [name, filled(component, componentOf)])),
    ),
    alarms,
    ...(traffic && { traffic: filled(traffic, trafficOf) }),
    stages: each(written.stages, (stage, index) => stageOf(stage, { of: written, alarms, isFirstWave: index === firstWave })),
  };
}

const componentOf = (written: WrittenComponent): Component => ({ dependsOn: [], parameters: {}, ...written });

const trafficOf = (written: WrittenTraffic): Traffic => ({ period: trafficPeriod, ...written });

function stageOf(
  { alarms, traffic, ...written }: WrittenStage,
  { of, alarms: own, isFirstWave }: { of: WrittenPipeline; alarms: Alarms; isFirstWave: boolean },
): Stage {
  return {
    tests: [],
    oneBox: oneBoxOf(written, of),
    onFailure: onFailureOf(written),
    ...written,
    ...(alarms && { alarms: alarmsOf(alarms, own) }),
    ...(traffic && { traffic: filled(traffic, trafficOf) }),
    bakes: bakesOf(written, { of, isFirstWave }),
  };
}

function alarmsOf(written: WrittenAlarms, otherwise: Alarms): Alarms {
  if (written === undefined) return otherwise;
  if (!isList(written)) return filled(written, (alarms) => ({ ...otherwise, ...alarms }));
  const ofZone = (alarm: Alarm) => String(alarmName(alarm ?? '')).includes('{zone}');
  return { ...otherwise, region: written.filter((alarm) => !ofZone(alarm)), zone: written.filter(ofZone) };
}

const isList = (alarms: WrittenAlarms): alarms is readonly Alarm[] => Array.isArray(alarms);
