import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { shortChange } from '../pipeline/model/ids';
import { withHeartbeats } from './attempt/heartbeats';
import type { Aws } from './aws/accounts';
import { readStack } from './aws/cloudformation/stack';
import type { TestInput, TestOutcome } from './contract';
import { type Command, excerptOf, runCommand } from './source/command';
import type { Repositories } from './source/repositories';

/** What tests need. `outputs` is the folder for what they print. */
export interface TestDeps {
  readonly aws: Aws;
  readonly repositories: Repositories;
  readonly environment: Readonly<Record<string, string>>;
  readonly outputs: string;
}

/** By zone (or Region), then by share: the output `Endpoint` of the stack. */
type Endpoints = Record<string, Record<string, string>>;

/**
 * Runs a stage's commands one after the other, until one fails, in a checkout of the change's commit. The commands get the addresses of the
 * deployed service in `SLIPWAY_ENDPOINTS`, and the place that they test in `SLIPWAY_STAGE` and `SLIPWAY_REGION`.
 */
export function test(deps: TestDeps) {
  return async (input: TestInput): Promise<TestOutcome> => {
    const { change, stage, region } = input;
    const logFile = join(deps.outputs, `${shortChange(change)}-${stage}-${region}.log`);
    return await withHeartbeats(async (signal) => {
      const environment = {
        ...deps.environment,
        SLIPWAY_ENDPOINTS: JSON.stringify(await endpointsOf(deps.aws, input)),
        SLIPWAY_STAGE: stage,
        SLIPWAY_REGION: region,
      };
      await mkdir(deps.outputs, { recursive: true });
      return await deps.repositories.withCheckout(input.merge, (folder) =>
        runTests(input, { folder, environment, signal, logFile }),
      );
    });
  };
}

async function runTests({ commands, region }: TestInput, where: Omit<Command, 'run'>): Promise<TestOutcome> {
  for (const command of commands) {
    const { code, tail } = await runCommand({ ...where, run: ['sh', '-c', command] });
    if (code !== 0) {
      const because = `\`${command}\` in ${region} ended with code ${code} (whole output: ${where.logFile}):\n${excerptOf(tail)}`;
      return { kind: 'failed', because };
    }
  }
  return { kind: 'passed' };
}

async function endpointsOf(aws: Aws, { targets }: TestInput): Promise<Endpoints> {
  const endpoints: Endpoints = {};
  for (const target of targets) {
    const { cloudFormation } = await aws(target);
    const endpoint = (await readStack(cloudFormation, target.stack)).outputs.Endpoint;
    const place = target.zone ?? target.region;
    if (endpoint !== undefined) endpoints[place] = { ...endpoints[place], [target.share ?? 'regional']: endpoint };
  }
  return endpoints;
}
