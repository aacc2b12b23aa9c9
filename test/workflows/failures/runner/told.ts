import { setTimeout } from 'node:timers/promises';
import type { ServiceState } from '../../../../pipeline/lanes/state';
import type { Call } from './call';
import { endingOf } from './ending';
import { levels, stage } from './scene';
import type { Story } from './story';
import type { Endings } from './tree';

/** A story after its end. */
export interface Ended {
  /** What the hands saw. */
  readonly calls: readonly Call[];
  /** How each workflow ended. */
  readonly endings: Endings;
  /** What traffic control knows then. */
  readonly traffic: ServiceState;
  /** The lanes that were held each time that a person was told of a way back that is stuck. */
  readonly heldWhileStuck: readonly (readonly string[])[];
}

/** A story in which a call went wrong. */
export interface Told extends Ended {
  readonly at: Call;
}

/** Merges the story's change and answers when all has ended. */
export async function tell(story: Story): Promise<Ended> {
  const { world, heldWhileStuck } = story;
  await world.tellMerge(world.pipeline({ stages: [stage] }));
  while (!story.hasBegun) await setTimeout(25);
  const endings = new Map<string, string>();
  for (const level of levels) {
    const ending = await endingOf(story.workflow(level));
    if (ending !== undefined) endings.set(level, ending);
  }
  const traffic = await world.traffic();
  const { status } = await world.service.describe();
  endings.set('service', status.name === 'RUNNING' ? goesOn(traffic) : `ENDED: ${status.name.toLowerCase()}`);
  return { calls: story.calls, endings, traffic, heldWhileStuck };
}

const goesOn = ({ living }: ServiceState): string =>
  living.length === 0 ? 'goes on' : 'goes on, AND DOES NOT KNOW THAT THE CHANGE IS OVER';
