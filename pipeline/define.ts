import { bakesOf, lookEvery, oneBoxOf, onFailureOf, trafficPeriod } from './defaults';
import { alarmName } from './evidence';
import type { Alarm, Alarms, Component, Pipeline, Stage, Traffic } from './model';
import type { WrittenAlarms, WrittenComponent, WrittenPipeline, WrittenStage, WrittenTraffic } from './written';

/**
 * Makes a pipeline of what a team wrote: every default filled in, nothing judged. `problems` says what is wrong with it, all at once.
 */
export function definePipeline(written: WrittenPipeline): Pipeline {
  const { traffic, ...rest } = written;
  const alarms = alarmsOf(written.alarms, { region: [], zone: [], oneBox: [] });
  const firstWave = written.stages.findIndex((stage) => stage.environment === 'prod');
  return {
    service: written.name,
    review: { approvals: 1 },
    queue: 'latest',
    rollback: { scope: 'wave' },
    lookEvery,
    ...rest,
    build: { network: 'none', ...written.build },
    components: Object.fromEntries(Object.entries(written.components).map(([name, component]) => [name, componentOf(component)])),
    alarms,
    ...(traffic && { traffic: trafficOf(traffic) }),
    stages: written.stages.map((stage, index) => stageOf(stage, { of: written, alarms, isFirstWave: index === firstWave })),
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
    ...(traffic && { traffic: trafficOf(traffic) }),
    bakes: bakesOf(written, { of, isFirstWave }),
  };
}

function alarmsOf(written: WrittenAlarms, otherwise: Alarms): Alarms {
  if (!isList(written)) return { ...otherwise, ...written };
  const ofZone = (alarm: Alarm) => alarmName(alarm).includes('{zone}');
  return { ...otherwise, region: written.filter((alarm) => !ofZone(alarm)), zone: written.filter(ofZone) };
}

const isList = (alarms: WrittenAlarms): alarms is readonly Alarm[] => Array.isArray(alarms);
