import { setTimeout } from 'node:timers/promises';
import type { Deployment } from './deployment';
import { type Lead, lead } from './lead';

export interface Leading {
  readonly deployment: Deployment;
  readonly buildId: string;
  /** Whether a person said that this version gets what is new, whatever it was before. */
  readonly asTold: boolean;
  readonly say: (line: string) => void;
  /** Whether the worker runs no longer. */
  readonly isOver: () => boolean;
}

const pauseMs = 250;

/**
 * How often in a row the server says no before it is told: some three seconds. It learns of a worker's task queues one after
 * the other, and refuses a version of which it has not met all; that no is over before a person could act on it.
 */
const timesBeforeTold = 12;

/**
 * Settles which version gets what is new, once the server has seen a worker of this one ask for work; answers `asking` where the worker
 * ended before. Where the server goes on refusing, it says so once, with what a person can do, and asks again until it is settled.
 */
export async function takeLead({ deployment, buildId, asTold, say, isOver }: Leading): Promise<Lead> {
  const told = new Set<string>();
  let times = 0;
  for (; !isOver(); await setTimeout(pauseMs)) {
    const standing = await deployment.standing();
    const which = lead(standing, buildId, asTold);
    if (which === 'asking') continue;
    const refusal = which === 'take' ? await deployment.makeCurrent(buildId) : undefined;
    if (refusal === undefined) {
      say(which === 'old' ? staysBehind(buildId, standing.current) : `version ${buildId} is current: what is new comes here`);
      return which;
    }
    times += 1;
    if (times < timesBeforeTold || told.has(refusal)) continue;
    told.add(refusal);
    say(`version ${buildId} is not made current: ${refusal}. By hand: ${byHand(deployment.name, buildId)}`);
  }
  return 'asking';
}

const staysBehind = (buildId: string, current = ''): string =>
  `version ${current} is current; this one, ${buildId}, finishes what began here (\`slipway worker --current\` would change that)`;

const byHand = (name: string, buildId: string): string =>
  `temporal worker deployment set-current-version --deployment-name ${name} --build-id ${buildId}`;
