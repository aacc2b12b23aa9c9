import { bakesOf, lookEvery, oneBoxOf, onFailureOf, trafficPeriod } from './defaults';
import type { Component, Pipeline, Stage } from './model';
import type { WrittenComponent, WrittenPipeline, WrittenStage } from './written';

/**
 * Makes a pipeline of what a team wrote: every default filled in, nothing judged. `problems` says what is wrong with it, all at once.
 */
export function definePipeline(written: WrittenPipeline): Pipeline {
  const { traffic, ...rest } = written;
  const firstWave = written.stages.findIndex((stage) => stage.environment === 'prod');
  return {
    review: { approvals: 1 },
    queue: 'latest',
    rollback: { scope: 'wave' },
    lookEvery,
    ...rest,
    build: { network: 'none', ...written.build },
    components: Object.fromEntries(Object.entries(written.components).map(([name, component]) => [name, componentOf(component)])),
    alarms: { region: [], zone: [], oneBox: [], ...written.alarms },
    ...(traffic === undefined ? {} : { traffic: { period: trafficPeriod, ...traffic } }),
    stages: written.stages.map((stage, index) => stageOf(stage, index === firstWave)),
  };
}

const componentOf = (written: WrittenComponent): Component => ({ dependsOn: [], parameters: {}, ...written });

const stageOf = (written: WrittenStage, isFirstWave: boolean): Stage => ({
  tests: [],
  oneBox: oneBoxOf(written),
  onFailure: onFailureOf(written),
  ...written,
  bakes: bakesOf(written, isFirstWave),
});
