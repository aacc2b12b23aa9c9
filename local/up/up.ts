import { join } from 'node:path';
import { slipwayFolder } from '../../client/hook/settings/folder';
import { configuredPolicy } from '../../client/read/policy';
import { Refusal } from '../../client/refusal';
import { configured } from '../../client/temporal/connect';
import { LogPrinter } from '../log-printer';
import { CannotStart } from '../process/cannot-start';
import { StartedProcesses } from '../system/started-processes';
import { chooseAws, chooseTemporal } from './choose-servers';
import { LockedFolder } from './locked-folder';
import { nextSteps, serverLines } from './messages';
import { stopOrphans } from './orphans';
import { startServers } from './start-servers';
import { listenForStopSignals, StopRequested } from './stop-signals';

const write = (line: string): void => void process.stdout.write(`${line}\n`);

/** Runs everything that a team needs on one machine until a signal asks it to stop. Returns the exit code. */
export async function up(env: NodeJS.ProcessEnv): Promise<number> {
  const printer = new LogPrinter(write);
  const say = (line: string) => printer.print(line);
  const stop = listenForStopSignals(say);
  await configuredPolicy(env); // an unusable policy would end the worker and `serve`
  const slipway = slipwayFolder(env);
  const choices = { folder: slipway, temporal: chooseTemporal(env, configured().connection?.address), aws: chooseAws(env) };
  const folder = await LockedFolder.lock(join(slipway, 'up')).catch(refuse);
  const started = new StartedProcesses(folder, say);
  try {
    say(`starting; logs are in ${folder.logs}`);
    await stopOrphans(folder.previous.parts, say);
    const onLine = { worker: (line: string) => printer.printLogLine(line), serve: (line: string) => printServeLine(line, say) };
    const servers = await startServers({ choices, folder, started, env, say, onLine, unlessStopped: stop.unlessRequested });
    for (const line of serverLines(choices, servers)) say(line);
    for (const line of nextSteps(choices, servers, env)) write(line);
    await stop.requested;
  } catch (err) {
    if (!(err instanceof StopRequested)) refuse(err);
  } finally {
    await started.stopAll();
    folder.release();
  }
  say('everything has stopped');
  return 0;
}

/** Prints what `serve` answered to a push, without its own time stamp: the printer adds one. */
function printServeLine(line: string, say: (line: string) => void): void {
  const [, answer] = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d {2}(.*)$/.exec(line) ?? [];
  if (answer !== undefined) say(`push: ${answer}`);
  else if (line.startsWith('  ')) say(line);
}

function refuse(err: unknown): never {
  throw err instanceof CannotStart ? new Refusal(3, err.message) : err;
}
