import { Command, CommanderError, Option } from 'commander';
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

/** The command line: every command, and one place that turns a refusal into its sentence and exit code. */
export async function main(args: readonly string[]): Promise<void> {
  const program = new Command('slipway')
    .description(
      'takes a merged change to all of production without a person watching, and takes it back by itself when it hurts',
    )
    .exitOverride()
    .showHelpAfterError('(--help says how)');
  initCommand(program);
  checkCommand(program);
  planCommand(program);
  schemaCommand(program);
  submitCommand(program);
  statusCommand(program);
  watchCommand(program);
  voteCommands(program);
  cancelCommand(program);
  retryCommand(program);
  acceptCommand(program);
  serveCommand(program);
  hookCommand(program);
  workerCommand(program);
  upCommand(program);
  demoCommand(program);
  for (const command of program.commands) command.exitOverride();
  try {
    await program.parseAsync([...args]);
  } catch (err) {
    process.exitCode = codeOf(err);
  }
}

function workerCommand(program: Command): void {
  program
    .command('worker')
    .description('run a worker until it is told to stop (SIGTERM or Ctrl-C); what it was doing goes on with the next')
    .option('--current', 'what is new comes to this version, also where a newer one is current')
    .addHelpText('after', '\nExample:\n  TEMPORAL_ADDRESS=localhost:7233 SLIPWAY_FOLDER=/var/lib/slipway slipway worker\n')
    .action(async (options: { current?: true }) => {
      await lazily<typeof import('../worker/run')>('../worker/run').runWorker(options);
    });
}

function upCommand(program: Command): void {
  program
    .command('up')
    .description(
      'run everything that a team needs on this machine until Ctrl-C: Temporal, AWS or an emulator, a worker, and serve',
    )
    .addHelpText('after', upHelp)
    .action(async () => {
      process.exitCode = await lazily<typeof import('../local/up/up')>('../local/up/up').up(process.env);
    });
}

const upHelp = `
Temporal: the server that TEMPORAL_ADDRESS or your Temporal profile names; by default, a development server that it starts.
AWS: the endpoint that AWS_ENDPOINT_URL names; else the real AWS, if the environment has credentials (AWS_PROFILE, AWS_ACCESS_KEY_ID
and others); by default, an emulator that it starts. The emulator runs stacks, but evaluates no alarms.
Servers that it starts keep their state in SLIPWAY_FOLDER (by default .slipway) for the next time.

Ctrl-C or SIGTERM stops everything that it started; the exit code is then 0. A second one stops at once, with exit code 130.

Example:
  slipway up
`;

function demoCommand(program: Command): void {
  program
    .command('demo')
    .description('merge changes of a sample service on real local servers, and report how each of them ended')
    .option('--story <name>', 'play only this story: good, bad or together; what it builds on is deployed first')
    .option('--all', 'play every story')
    .addOption(
      new Option('--keep', 'play no story, leave everything running until Ctrl-C, and print what to try').conflicts([
        'story',
        'all',
      ]),
    )
    .addHelpText('after', '\nExamples:\n  npm run demo -- --story bad\n  npm run demo -- --keep\n')
    .action(async (options: import('../demo/demo').DemoOptions) => {
      process.exitCode = await lazily<typeof import('../demo/demo')>('../demo/demo').demo(options);
    });
}

/** What only one command needs is loaded by that command: the others answer at once. */
const lazily = <T>(path: string): T => require(path);

/** Commander has printed its own; a refusal is one sentence; anything else is a bug and shows where. */
function codeOf(err: unknown): number {
  if (err instanceof CommanderError) return err.exitCode === 0 ? 0 : 2;
  if (err instanceof Refusal || isOfTheDisk(err)) {
    process.stderr.write(`${err.message}\n`);
    return err instanceof Refusal ? err.code : 3;
  }
  process.stderr.write(`${err instanceof Error ? err.stack : String(err)}\n`);
  return 3;
}

/** What a file system says to whoever has no permission, no room, or named a file as a folder. Node's message has the deed and the path. */
const saidByDisks = ['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT', 'ENOTDIR', 'EEXIST', 'EISDIR', 'ENAMETOOLONG'];

const isOfTheDisk = (err: unknown): err is NodeJS.ErrnoException =>
  err instanceof Error && 'code' in err && 'path' in err && saidByDisks.includes(String(err.code));
