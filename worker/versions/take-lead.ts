import { setTimeout } from 'node:timers/promises';
import type { Deployment } from './deployment';
import { lead } from './lead';

interface Leading {
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
 * Settles which version gets what is new, once the server has seen a worker of this one ask for work, and brings idle services along.
 * Where the server refuses, it says so once, with what a person can do, and asks again until it is settled one way or the other.
 */
export async function takeLead(leading: Leading): Promise<void> {
  const { deployment, buildId, isOver, say } = leading;
  let said: string | undefined;
  for (; !isOver(); await setTimeout(pauseMs)) {
    const standing = await deployment.standing();
    const which = lead(standing, buildId, leading.asTold);
    if (which === 'asking') continue;
    const refusal = which === 'take' ? await deployment.makeCurrent(buildId) : undefined;
    if (refusal === undefined) return which === 'old' ? await stayBehind(leading, standing.current) : await goAhead(leading);
    if (refusal !== said) say(`version ${buildId} is not made current: ${refusal}. By hand: ${byHand(deployment.name, buildId)}`);
    said = refusal;
  }
}

async function goAhead({ deployment, buildId, say }: Leading): Promise<void> {
  say(`version ${buildId} is current: what is new comes here`);
  await deployment.wakeServices(buildId);
  for (const other of (await deployment.standing()).known) {
    if (other.buildId === buildId) continue;
    const open = await deployment.open(other.buildId);
    if (open > 0) say(`version ${other.buildId} still has ${open} workflows: keep a worker of it running until it has none`);
  }
}

async function stayBehind({ deployment, buildId, say }: Leading, current = ''): Promise<void> {
  const open = await deployment.open(buildId);
  say(
    `version ${current} is current; this one, ${buildId}, goes on with its own ${open} workflows (--current would change that)`,
  );
}

const byHand = (name: string, buildId: string): string =>
  `temporal worker deployment set-current-version --deployment-name ${name} --build-id ${buildId}`;
