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
 * Settles which version gets what is new, once the server has seen a worker of this one ask for work; answers `asking` where the worker
 * ended before. Where the server refuses, it says so once, with what a person can do, and asks again until it is settled.
 */
export async function takeLead({ deployment, buildId, asTold, say, isOver }: Leading): Promise<Lead> {
  let said: string | undefined;
  for (; !isOver(); await setTimeout(pauseMs)) {
    const standing = await deployment.standing();
    const which = lead(standing, buildId, asTold);
    if (which === 'asking') continue;
    const refusal = which === 'take' ? await deployment.makeCurrent(buildId) : undefined;
    if (refusal === undefined) {
      say(which === 'old' ? staysBehind(buildId, standing.current) : `version ${buildId} is current: what is new comes here`);
      return which;
    }
    if (refusal !== said) say(`version ${buildId} is not made current: ${refusal}. By hand: ${byHand(deployment.name, buildId)}`);
    said = refusal;
  }
  return 'asking';
}

const staysBehind = (buildId: string, current = ''): string =>
  `version ${current} is current; this one, ${buildId}, finishes what began here (\`slipway worker --current\` would change that)`;

const byHand = (name: string, buildId: string): string =>
  `temporal worker deployment set-current-version --deployment-name ${name} --build-id ${buildId}`;
