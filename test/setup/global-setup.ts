import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Connection } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { registerSearchAttributes } from '../../client/temporal/register-search-attributes';
import { startEmulator } from '../../local/servers/emulator';
import { startTemporal } from '../../local/servers/temporal';
import { running } from './running';

/** Of this run alone: another run must not take the ground from under our server. */
const folder = resolve(__dirname, `../../.slipway/test/${process.pid}`);

/** Starts a Temporal server and an AWS emulator for all tests, and bundles the workflows once. */
export default async function globalSetup(): Promise<void> {
  await mkdir(folder, { recursive: true });
  const env = withoutServers(process.env);
  const temporal = await startTemporal({
    logs: folder,
    databaseFile: join(folder, 'temporal.db'),
    pragmas: ['synchronous=off'], // nothing of it is to outlive the machine, and the disk is most of what a test waits for
    port: 7333,
    uiPort: 8333,
    env,
  });
  running.push({ stop: () => rm(folder, { recursive: true, force: true }) }, temporal);
  const emulator = await startEmulator({ logs: folder, port: 4666, env });
  running.push(emulator);
  const bundle = await bundleWorkflowCode({
    workflowsPath: require.resolve('../../workflows/index'),
    logger: new DefaultLogger('WARN'),
  });
  await writeFile(join(folder, 'workflows.js'), bundle.code);
  await prepareNamespace(temporal.address);
  Object.assign(process.env, {
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    SLIPWAY_TEST_TEMPORAL: temporal.address,
    SLIPWAY_TEST_UI: temporal.ui,
    SLIPWAY_TEST_EMULATOR: emulator.endpoint,
    SLIPWAY_TEST_BUNDLE: join(folder, 'workflows.js'),
  });
}

async function prepareNamespace(address: string): Promise<void> {
  const connection = await Connection.connect({ address });
  await registerSearchAttributes(connection, 'default');
  await connection.close();
}

/** Tests run on servers of their own: a person's may hold what matters. */
function withoutServers({ TEMPORAL_ADDRESS: _, AWS_ENDPOINT_URL: __, ...env }: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return env;
}
