import { setTimeout } from 'node:timers/promises';
import type { ServiceState } from '../../../../pipeline/lanes/state';
import { describeEnding } from './ending';
import type { Endings, ScenarioResult } from './scenario-result';
import type { ScenarioRun } from './scenario-run';
import { levels, stage } from './topology';

/** Merges the change of a run, waits until all its workflows have ended, and collects the result. */
export async function runChange(run: ScenarioRun): Promise<ScenarioResult> {
  const { world, heldWhileStuck } = run;
  await world.signalMerge(world.pipeline({ stages: [stage] }));
  while (!run.hasStarted) await setTimeout(25);
  const endings = await endingsOfLevels(run);
  const traffic = await world.traffic();
  const { status } = await world.service.describe();
  const service = status.name === 'RUNNING' ? describeRunning(traffic) : `ENDED: ${status.name.toLowerCase()}`;
  return { calls: run.calls, endings: new Map([...endings, ['service', service]]), traffic, heldWhileStuck };
}

async function endingsOfLevels(run: ScenarioRun): Promise<Endings> {
  const endings = new Map<string, string>();
  for (const level of levels) {
    const ending = await describeEnding(run.workflow(level));
    if (ending !== undefined) endings.set(level, ending);
  }
  return endings;
}

const describeRunning = ({ living }: ServiceState): string =>
  living.length === 0 ? 'keeps running' : 'keeps running, AND DOES NOT KNOW THAT THE CHANGE HAS ENDED';
