import { setTimeout as pause } from 'node:timers/promises';
import { notifyServe } from '../../client/hook/sender/notify-serve';
import type { Repository } from './repository';

/** Half a minute: what listens may have lost its Temporal server for a while. */
const mostTries = 30;

interface Pushing {
  readonly repository: Repository;
  /** The folder of the hook's secrets. */
  readonly hooks: string;
  /** The change that it has to become. */
  readonly change: string;
  readonly say: (line: string) => void;
}

/** Pushes main to the git server, whose hook makes a change of it. Where nobody took it, it is told again, as the server's owner would. */
export async function push({ repository, hooks, change, say }: Pushing): Promise<void> {
  const { origin, refs, said } = await repository.push();
  let answer = said;
  for (let tries = 1; ; tries += 1) {
    for (const line of answer) say(`git push: ${line}`);
    if (answer.some((line) => line.includes(`${change} is on its way`))) return;
    if (tries === mostTries) throw new Error(`nobody took the push that should become ${change}: ${answer.join('; ')}`);
    await pause(1_000);
    answer = await notifyServe(hooks, { at: origin, refs });
  }
}
