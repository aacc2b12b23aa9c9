import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { shortChange } from '../pipeline/model/ids';
import { withHeartbeats } from './attempt/heartbeats';
import type { Aws } from './aws/accounts';
import { seeStack } from './aws/cloudformation/stack';
import type { TestInput, TestOutcome } from './contract';
import { excerptOf, runCommand } from './source/command';
import type { Repositories } from './source/repositories';

/** What tests need. `outputs` is the folder in which what they print is kept. */
export interface TestDeps {
  readonly aws: Aws;
  readonly repositories: Repositories;
  readonly environment: Readonly<Record<string, string>>;
  readonly outputs: string;
}

/** By zone, then by share: the output `Endpoint` of the zone's stacks. */
type Endpoints = Record<string, Record<string, string>>;

/**
 * Runs a stage's commands one after the other in a checkout of the change's commit, until one fails. They find where the service answers
 * in `SLIPWAY_ENDPOINTS`, and what they run against in `SLIPWAY_STAGE` and `SLIPWAY_REGION`.
 */
export function test(deps: TestDeps) {
  return async (input: TestInput): Promise<TestOutcome> => {
    const environment = {
      ...deps.environment,
      SLIPWAY_ENDPOINTS: JSON.stringify(await endpointsOf(deps.aws, input)),
      SLIPWAY_STAGE: input.stage,
      SLIPWAY_REGION: input.region,
    };
    await mkdir(deps.outputs, { recursive: true });
    const keep = join(deps.outputs, `${shortChange(input.change)}-${input.stage}-${input.region}.log`);
    return await withHeartbeats((signal) =>
      deps.repositories.withCheckout(input.merge, async (folder) => {
        for (const command of input.commands) {
          const { code, tail } = await runCommand({ run: ['sh', '-c', command], folder, environment, signal, keep });
          if (code !== 0)
            return {
              kind: 'failed',
              because: `\`${command}\` in ${input.region} ended with code ${code} (all of it: ${keep}):\n${excerptOf(tail)}`,
            };
        }
        return { kind: 'passed' };
      }),
    );
  };
}

async function endpointsOf(aws: Aws, { targets }: TestInput): Promise<Endpoints> {
  const endpoints: Endpoints = {};
  for (const target of targets) {
    const { cloudFormation } = await aws(target);
    const endpoint = (await seeStack(cloudFormation, target.stack)).outputs.Endpoint;
    if (endpoint !== undefined)
      endpoints[target.zone ?? target.region] = {
        ...endpoints[target.zone ?? target.region],
        [target.share ?? 'regional']: endpoint,
      };
  }
  return endpoints;
}
