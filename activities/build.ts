import { join } from 'node:path';
import type { Sandbox } from '../platform/sandbox';
import { systemError } from '../platform/system-error';
import { withHeartbeats } from './attempt/heartbeats';
import type { BuildInput, BuildOutcome } from './contract';
import type { ReleaseStore } from './releases/store';
import { BuildRefused, releaseFrom } from './source/build-output';
import { type Command, excerptOf, runCommand } from './source/command';
import { type Repositories, SourceUnavailable } from './source/repositories';

/** What a build needs. `environment` is all that its commands see. */
export interface BuildDeps {
  readonly repositories: Repositories;
  readonly releases: ReleaseStore;
  readonly environment: Readonly<Record<string, string>>;
  /** Runs commands without a network. Asked before each build with `network: 'none'`. */
  readonly offline: Sandbox;
}

/** Checks out exactly the merge's commit, runs the pipeline's build and stores its output. The same input gives the same release. */
export function build(deps: BuildDeps) {
  return async (input: BuildInput): Promise<BuildOutcome> => {
    try {
      const prefix = await prefixFor(input, deps.offline);
      return await withHeartbeats((signal) =>
        deps.repositories.withCheckout(input.merge, async (folder) => {
          await runBuild(input, { folder, signal, prefix, environment: deps.environment });
          const release = await releaseFrom(join(folder, input.build.output), input, deps.releases);
          return { kind: 'built', release: await deps.releases.save(release) };
        }),
      );
    } catch (err) {
      if (err instanceof BuildRefused || err instanceof SourceUnavailable) return { kind: 'refused', because: err.message };
      throw err;
    }
  };
}

/** What to put before each command of the build. */
async function prefixFor({ build: { network } }: BuildInput, offline: Sandbox): Promise<readonly string[]> {
  if (network !== 'none') return [];
  const sandbox = await offline();
  if ('prefix' in sandbox) return sandbox.prefix;
  throw new BuildRefused(
    "build/network: 'none' runs the build without a network, which this worker's machine cannot do " +
      `(${sandbox.missing}): run the worker on Linux with unshare, setpriv and ip, as a user who may create namespaces, ` +
      "or write 'allowed' to let the build use the network",
  );
}

interface Workplace extends Omit<Command, 'run'> {
  readonly prefix: readonly string[];
}

async function runBuild({ build: { unitTests = [], run } }: BuildInput, workplace: Workplace): Promise<void> {
  for (const command of unitTests) await runStep(`the unit test \`${command}\``, ['sh', '-c', command], workplace);
  await runStep(`the build \`${run.join(' ')}\``, run, workplace).catch((err: unknown) => {
    if (systemError(err).syscall === undefined) throw err;
    throw new BuildRefused(
      `build/run: ${run[0]} cannot be started (${systemError(err).code}): correct it, or install it on the worker's machine`,
    );
  });
}

async function runStep(name: string, run: readonly string[], { prefix, ...where }: Workplace): Promise<void> {
  const { code, tail } = await runCommand({ ...where, run: [...prefix, ...run] });
  if (code !== 0) throw new BuildRefused(`${name} ended with code ${code}:\n${excerptOf(tail)}`);
}
