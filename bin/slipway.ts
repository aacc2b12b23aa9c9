import { Command, CommanderError } from 'commander';
import { acceptCommand } from '../client/cli/commands/accept';
import { cancelCommand } from '../client/cli/commands/cancel';
import { checkCommand } from '../client/cli/commands/check';
import { hookCommand } from '../client/cli/commands/hook';
import { initCommand } from '../client/cli/commands/init';
import { planCommand } from '../client/cli/commands/plan';
import { retryCommand } from '../client/cli/commands/retry';
import { schemaCommand } from '../client/cli/commands/schema';
import { serveCommand } from '../client/cli/commands/serve';
import { statusCommand } from '../client/cli/commands/status';
import { submitCommand } from '../client/cli/commands/submit';
import { voteCommands } from '../client/cli/commands/vote';
import { watchCommand } from '../client/cli/commands/watch';
import { Refusal } from '../client/refusal';
import { demoCommand, upCommand, workerCommand } from './running';

/** The command line: runs one command, and turns what it throws into a message and an exit code. */
export async function main(args: readonly string[]): Promise<void> {
  const program = new Command('slipway')
    .description('deploys each merged change to production in steps, and rolls it back automatically if an alarm fires')
    .exitOverride()
    .showHelpAfterError('(add --help to see how to use it)');
  process.stdout.on('error', endIfNobodyReads);
  for (const addCommand of commands) addCommand(program);
  for (const command of program.commands) command.exitOverride();
  try {
    await program.parseAsync([...args]);
  } catch (err) {
    process.exitCode = report(err);
  }
}

/** In the order of `--help`: pipeline files, changes, running Slipway. */
const commands: readonly ((program: Command) => void)[] = [
  initCommand,
  checkCommand,
  planCommand,
  schemaCommand,
  submitCommand,
  statusCommand,
  watchCommand,
  voteCommands,
  cancelCommand,
  retryCommand,
  acceptCommand,
  serveCommand,
  hookCommand,
  workerCommand,
  upCommand,
  demoCommand,
];

/** `slipway … | head` closes the pipe early: that ends the command, as it does other programs. */
function endIfNobodyReads(err: NodeJS.ErrnoException): void {
  if (err.code !== 'EPIPE') throw err;
  process.exit(0);
}

/** Prints an error and returns its exit code. Commander has printed its own; only a bug shows a stack trace. */
function report(err: unknown): number {
  if (err instanceof CommanderError) return err.exitCode === 0 ? 0 : 2;
  if (err instanceof Refusal || isFromFileSystem(err)) {
    process.stderr.write(`${err.message}\n`);
    return err instanceof Refusal ? err.code : 3;
  }
  process.stderr.write(`${err instanceof Error ? err.stack : String(err)}\n`);
  return 3;
}

/** Errors that a person can fix: no permission, no room, a file in place of a folder. Node's message names the operation and the path. */
const fileSystemCodes = ['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT', 'ENOTDIR', 'EEXIST', 'EISDIR', 'ENAMETOOLONG'];

const isFromFileSystem = (err: unknown): err is NodeJS.ErrnoException =>
  err instanceof Error && 'code' in err && 'path' in err && fileSystemCodes.includes(String(err.code));
