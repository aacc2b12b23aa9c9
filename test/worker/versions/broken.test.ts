import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { projectSlipwayFolder } from '../../../local/process/project-folder';
import { temporalExecutable } from '../../../local/servers/temporal-executable';
import { anEmptyWorld } from '../../workflows/builders/a-world';
import { bugs, waitForTypeError } from '../../workflows/builders/bugs';
import { first } from '../../workflows/builders/stages';
import { until } from '../../workflows/builders/until';
import type { World } from '../../workflows/builders/world';
import { aVersion, deploymentOf, startWorker, versionOf } from './a-version';

const fixed = aVersion((code) => code);

/** Runs the command in CONTRIBUTING.md, with names filled in. */
async function move(world: World, broken: string, fixed: string): Promise<void> {
  const page = readFileSync(join(__dirname, '../../../CONTRIBUTING.md'), 'utf8');
  const [, command = ''] = /```sh\n(temporal workflow update-options[^`]*)```/.exec(page) ?? [];
  const filledIn = command.replaceAll('slipway', world.name).replace('BROKEN', broken).replace('FIXED', fixed);
  const temporal = await temporalExecutable({ folder: projectSlipwayFolder, env: process.env, say: () => {} });
  const PATH = `${dirname(temporal)}:${process.env.PATH}`;
  const env = { PATH, HOME: '/nonexistent', TEMPORAL_ADDRESS: process.env.SLIPWAY_TEST_TEMPORAL };
  await promisify(execFile)('sh', ['-c', filledIn], { env });
}

describe('changes at a broken version', () => {
  test.each(bugs)('with a bug in $what stay there until a person moves them to a fixed version, and end there', async (bug) => {
    const world = await anEmptyWorld();
    const worker = await startWorker(world, bug);
    const change = await world.merge(world.pipeline({ stages: [first] }));
    const broken = world.client.workflow.getHandle(`${change.workflowId}${bug.below}`);
    await waitForTypeError(world, broken.workflowId);
    await startWorker(world, fixed);
    await worker.stop();
    const levels = bug.below.split('/').length;
    await until('the index has all of it', async () => (await deploymentOf(world).countOpen(bug.buildId)) === levels);

    await move(world, bug.buildId, fixed.buildId);
    expect(await change.result()).toMatchObject({ kind: 'delivered' });
    expect(await versionOf(world, change.workflowId)).toBe(fixed.buildId);
    expect(await versionOf(world, broken.workflowId)).toBe(fixed.buildId);
    await until('nothing is left there', async () => (await deploymentOf(world).countOpen(bug.buildId)) === 0);
    expect(world.deployments).toHaveLength(5);
  });
});
