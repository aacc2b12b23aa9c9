// @slow: starts a Temporal server of its own
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger } from '@temporalio/worker';
import { freePort } from '../../local/process/ports';
import { projectSlipwayFolder } from '../../local/process/project-folder';
import { startNodeProgram } from '../../local/process/start-node-program';
import { startProcess } from '../../local/process/start-process';
import { startTemporal, type TemporalServer } from '../../local/servers/temporal';
import { temporalExecutable } from '../../local/servers/temporal-executable';
import { bundleWorkflows } from '../../worker/versions/bundle';
import { Deployment } from '../../worker/versions/deployment';
import { ARepository } from '../activities/builders/a-repository';
import { aSentence, slipway } from '../client/cli/a-shell';
import { aPipeline } from '../pipeline/builders/a-pipeline';
import { until } from '../workflows/builders/until';

const folder = mkdtempSync(join(tmpdir(), 'slipway-'));
const logs = folder;
const env = { PATH: process.env.PATH ?? '', HOME: '/nonexistent', AWS_REGION: 'us-east-1', SLIPWAY_FOLDER: folder };
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const silent = () => {};

describe('`slipway worker` on a server without earlier workers', () => {
  let server: TemporalServer;
  let connection: Connection;
  beforeAll(async () => {
    server = await startTemporal({ logs, databaseFile: join(folder, 'temporal.db'), env, say: silent });
    connection = await Connection.connect({ address: server.address });
  });
  afterAll(async () => {
    await connection.close();
    await server.stop();
  });

  /** Starts a worker, waits until it is ready, and returns its log lines. */
  async function aWorker() {
    const said: string[] = [];
    const program = await startNodeProgram({
      name: 'the worker',
      args: [resolve(__dirname, '../../bin/slipway.js'), 'worker'],
      env: { ...env, TEMPORAL_ADDRESS: server.address },
      logFile: join(logs, 'worker.log'),
      onLine: (line) => said.push(JSON.parse(line).message),
      isReady: (line) => line.includes('"the worker is ready"'),
    });
    return { ...program, said };
  }

  test('makes its version current, and takes what was submitted before it started', async () => {
    const client = new Client({ connection });
    const repository = new ARepository();
    const commit = repository.commit();
    const pipeline = join(folder, 'pipeline.json');
    writeFileSync(pipeline, JSON.stringify(aPipeline()));
    const submitted = ['submit', '-p', pipeline, '-r', repository.folder, '--commit', commit];
    expect((await slipway(submitted, { TEMPORAL_ADDRESS: server.address })).code).toBe(0);

    const { buildId } = await bundleWorkflows(new DefaultLogger('ERROR'));
    const worker = await aWorker();
    try {
      expect(worker.said).toContain(`version ${buildId} is current: new workflows start here`);
      expect(await new Deployment(client).versions()).toEqual({
        current: buildId,
        versions: [{ buildId, isReplacedOrRamping: false }],
      });
      const change = client.workflow.getHandle(`checkout/${commit.slice(0, 12)}`);
      await until('the change is at this version', async () => {
        const { raw } = await change.describe().catch(() => ({ raw: undefined }));
        return raw?.workflowExecutionInfo?.versioningInfo?.deploymentVersion?.buildId === buildId;
      });
    } finally {
      await worker.stop();
    }
    const again = await aWorker();
    await again.stop();
    expect(again.said).toContain(`version ${buildId} is current: new workflows start here`);
  });
});

describe('`slipway worker` on a server without worker versions', () => {
  test('says so in a sentence, and ends with 3', async () => {
    const command = await temporalExecutable({ folder: projectSlipwayFolder, env: process.env, say: silent });
    const port = await freePort(7533, 'the Temporal server', silent);
    const without = ['--dynamic-config-value', 'system.enableDeploymentVersions=false'];
    const server = await startProcess({
      name: 'the Temporal server',
      command,
      args: ['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port), '--headless', ...without],
      env,
      logFile: join(logs, 'without.log'),
      ready: async () => (await slipway(['status'], { TEMPORAL_ADDRESS: `127.0.0.1:${port}` })).code === 0,
    });
    try {
      const { code, err } = await slipway(['worker'], { ...env, TEMPORAL_ADDRESS: `127.0.0.1:${port}` });
      expect(err).toMatch(/^Temporal does not support worker versions in namespace default \(.*are disabled.*\n$/);
      expect({ code, isSentence: aSentence(err) }).toEqual({ code: 3, isSentence: true });
    } finally {
      await server.stop();
    }
  });
});
