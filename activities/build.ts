import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Release, ReleaseComponent, StackBody } from '../pipeline/model/release';
import type { Fence } from '../platform/sandbox';
import { withHeartbeats } from './attempt/heartbeats';
import { parseTemplate } from './aws/cloudformation/template';
import type { BuildComponent, BuildInput, BuildOutcome } from './contract';
import { digestOf } from './releases/digest';
import type { ReleaseStore } from './releases/store';
import { errno, excerptOf, runCommand } from './source/command';
import { NoSource, type Repositories } from './source/repositories';

/** What a build needs. `environment` is all that its command sees. */
export interface BuildDeps {
  readonly repositories: Repositories;
  readonly releases: ReleaseStore;
  readonly environment: Readonly<Record<string, string>>;
  /** What keeps a command off the network, asked anew for each build that is to reach none. */
  readonly offline: Fence;
}

/** CloudFormation takes no larger template in a call. */
const largestTemplate = 51_200;

/** The build, or what it yielded, cannot become a release. */
class Unfit extends Error {}

/** Checks exactly the merge's commit out, runs the pipeline's build and stores what came out. The same input yields the same release. */
export function build(deps: BuildDeps) {
  return async (input: BuildInput): Promise<BuildOutcome> => {
    const fence = input.build.network === 'none' ? await deps.offline() : { before: [] };
    if ('lacking' in fence) return { kind: 'refused', because: cannotBeOffline(fence.lacking) };
    try {
      return await withHeartbeats((signal) =>
        deps.repositories.withCheckout(input.merge, async (folder) => {
          await runBuild(deps, input, { folder, signal, before: fence.before });
          return {
            kind: 'built',
            release: await deps.releases.keep(await releaseIn(join(folder, input.build.output), input, deps)),
          };
        }),
      );
    } catch (err) {
      if (err instanceof Unfit || err instanceof NoSource) return { kind: 'refused', because: err.message };
      throw err;
    }
  };
}

const cannotBeOffline = (lacking: string): string =>
  "build/network: 'none' gives the build a network of its own, and this worker's machine cannot " +
  `(${lacking}): let the worker run on Linux with unshare, setpriv and ip, as a user who may make namespaces, ` +
  "or write 'allowed' to say openly that the build reaches the network";

/** Where a build's commands run, and what stands before each. */
interface Workbench {
  readonly folder: string;
  readonly signal: AbortSignal;
  readonly before: readonly string[];
}

async function runBuild({ environment }: BuildDeps, { build }: BuildInput, { before, ...where }: Workbench): Promise<void> {
  for (const command of build.unitTests ?? []) {
    const { code, tail } = await runCommand({ run: [...before, 'sh', '-c', command], environment, ...where });
    if (code !== 0) throw new Unfit(`the unit test \`${command}\` ended with code ${code}:\n${excerptOf(tail)}`);
  }
  const { code, tail } = await runCommand({ run: [...before, ...build.run], environment, ...where }).catch((err: unknown) => {
    if (errno(err).syscall === undefined) throw err;
    throw new Unfit(`build/run: ${build.run[0]} cannot be started (${errno(err).code}): correct it, or let the worker have it`);
  });
  if (code !== 0) throw new Unfit(`the build \`${build.run.join(' ')}\` ended with code ${code}:\n${excerptOf(tail)}`);
}

async function releaseIn(output: string, input: BuildInput, deps: BuildDeps): Promise<Release> {
  if (!existsSync(output))
    throw new Unfit(`build/output: ${input.build.output} is not there after the build: name the folder that it fills`);
  const components: Record<string, ReleaseComponent> = {};
  for (const component of input.components) components[component.name] = await componentIn(output, component, deps);
  return { kind: 'built', commit: input.merge.commit, components };
}

async function componentIn(output: string, component: BuildComponent, { releases }: BuildDeps): Promise<ReleaseComponent> {
  const path = `components/${component.name}`;
  const payload = component.payload && (await releases.keepPayload(inOutput(output, component.payload, `${path}/payload`)));
  const parameters = { ...component.parameters, ...(payload && { Payload: payload }) };
  const body = async (template: string, at: string): Promise<StackBody> => {
    const text = await templateIn(output, { template, at, parameters });
    return { template: text, parameters, digest: digestOf(text, parameters) };
  };
  const whole = await body(component.template, `${path}/template`);
  return component.oneBox === undefined ? { whole } : { whole, oneBox: await body(component.oneBox, `${path}/oneBox`) };
}

/** A template is read now, so that what is wrong with it is found before anything is touched. */
async function templateIn(
  output: string,
  { template, at, parameters }: { template: string; at: string; parameters: Record<string, string> },
): Promise<string> {
  const text = await readFile(inOutput(output, template, at), 'utf8');
  if (Buffer.byteLength(text) > largestTemplate)
    throw new Unfit(
      `${at}: ${template} has more than ${largestTemplate} bytes, which CloudFormation takes only from S3: split it`,
    );
  const undeclared = Object.keys(parameters).filter((name) => !(name in read(text).Parameters));
  if (undeclared.length > 0)
    throw new Unfit(
      `${at}: ${template} declares no parameter ${undeclared.join(', ')}: declare it, or leave it out of the pipeline`,
    );
  return text;

  function read(json: string) {
    try {
      return parseTemplate(json);
    } catch (err) {
      throw new Unfit(`${at}: ${template} ${err instanceof Error ? err.message : String(err)}`);
    }
  }
}

function inOutput(output: string, name: string, at: string): string {
  const path = join(output, name);
  if (!existsSync(path))
    throw new Unfit(`${at}: ${name} is not in the build's output: let the build put it there, or name what it does`);
  return path;
}
