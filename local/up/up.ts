import { join } from 'node:path';
import { slipwayFolder } from '../../client/hook/settings/folder';
import { configuredPolicy } from '../../client/read/policy';
import { Refusal } from '../../client/refusal';
import { configured } from '../../client/temporal/connect';
import { Teller } from '../log-printer';
import { CannotStart } from '../process/cannot-start';
import { Running } from '../set/running';
import { chooseAws, chooseTemporal } from './choose';
import { Home } from './home';
import { endLeftovers } from './leftovers';
import { startSite } from './start';
import { listenForTheEnd, ToldToStop } from './told';
import { whatNext, whatRuns } from './words';

const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** Runs all that a team needs on one machine until it is told to stop, and answers the exit code. */
export async function up(env: NodeJS.ProcessEnv): Promise<number> {
  const teller = new Teller(print);
  const say = (line: string) => teller.say(line);
  const end = listenForTheEnd(say);
  await configuredPolicy(env); // worker and `serve` would end over one that cannot be used
  const folder = slipwayFolder(env);
  const chosen = { folder, temporal: chooseTemporal(env, configured().connection?.address), aws: chooseAws(env) };
  const home = await Home.enter(join(folder, 'up')).catch(refuse);
  const running = new Running(home, say);
  try {
    say(`starting; logs are in ${home.logs}`);
    await endLeftovers(home.before.parts, say);
    const hear = { worker: (line: string) => teller.hear(line), serve: (line: string) => hearServe(line, say) };
    const site = await startSite({ chosen, home, running, env, say, hear, next: end.next });
    for (const line of whatRuns(chosen, site)) say(line);
    for (const line of whatNext(chosen, site, env)) print(line);
    await end.told;
  } catch (err) {
    if (!(err instanceof ToldToStop)) refuse(err);
  } finally {
    await running.stop();
    home.leave();
  }
  say('all that was started has ended');
  return 0;
}

/** Its answers, without the time that each line begins with: the teller says its own. */
function hearServe(line: string, say: (line: string) => void): void {
  const [, answer] = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d {2}(.*)$/.exec(line) ?? [];
  if (answer !== undefined) say(`a push: ${answer}`);
  else if (line.startsWith('  ')) say(line);
}

function refuse(err: unknown): never {
  throw err instanceof CannotStart ? new Refusal(3, err.message) : err;
}
