/** The commands that run Slipway itself. They are here because `client/` must not know of workers, local servers and the demo. */
import { type Command, Option } from 'commander';

/** `slipway worker`: runs a worker. */
export function workerCommand(program: Command): void {
  program
    .command('worker')
    .description('run a worker until SIGTERM or Ctrl-C; the next worker continues its work')
    .option('--current', 'make this worker’s code the current version, even if it is older')
    .addHelpText('after', '\nExample:\n  TEMPORAL_ADDRESS=localhost:7233 SLIPWAY_FOLDER=/var/lib/slipway slipway worker\n')
    .action(async (options: { current?: true }) => {
      await load<typeof import('../worker/run')>('../worker/run').runWorker(options);
    });
}

/** `slipway up`: runs everything on this machine. */
export function upCommand(program: Command): void {
  program
    .command('up')
    .description(
      'start Temporal, an AWS emulator (or connect to your AWS), a worker and `slipway serve` on this machine, until Ctrl-C',
    )
    .addHelpText('after', upHelp)
    .action(async () => {
      process.exitCode = await load<typeof import('../local/up/up')>('../local/up/up').up(process.env);
    });
}

const upHelp = `
Temporal: the server that TEMPORAL_ADDRESS or your Temporal profile names; by default, a development server that it starts.
AWS: the endpoint that AWS_ENDPOINT_URL names; otherwise the real AWS, if the environment has credentials (AWS_PROFILE, AWS_ACCESS_KEY_ID
and others); by default, an emulator that it starts. The emulator runs stacks, but evaluates no alarms.
Servers that it starts keep their state in SLIPWAY_FOLDER (by default .slipway) for the next time.

Ctrl-C or SIGTERM stops everything that it started; the exit code is then 0. A second signal exits at once, with exit code 130.

Example:
  slipway up
`;

/** `slipway demo`: plays stories of a sample service. */
export function demoCommand(program: Command): void {
  program
    .command('demo')
    .description(
      'merge changes of a sample service on real local servers, and report how each ended; without options: good, bad and together',
    )
    .option('--story <name>', 'play only this story: good, bad or together; what it builds on is deployed first')
    .addOption(
      new Option('--keep', 'play no story, leave everything running until Ctrl-C, and print what to try').conflicts('story'),
    )
    .addHelpText('after', '\nExamples:\n  npm run demo -- --story bad\n  npm run demo -- --keep\n')
    .action(async (options: import('../demo/demo').DemoOptions) => {
      process.exitCode = await load<typeof import('../demo/demo')>('../demo/demo').demo(options);
    });
}

/** Loads what only one command needs, so that the others start at once. */
const load = <T>(path: string): T => require(path);
