import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Connection } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { registerSearchAttributes } from '../../client/temporal/register-search-attributes';
import { type Emulator, startEmulator } from '../../local/servers/emulator';
import { startTemporal, type TemporalServer } from '../../local/servers/temporal';
import stopAll from './global-teardown';
import { running } from './running';

/** Only for this run, so that another run in the same checkout cannot remove the files of our servers. */
const folder = resolve(__dirname, `../../.slipway/test/${process.pid}`);
const bundleFile = join(folder, 'workflows.js');

/** Tests use servers of their own, because those that a person names may hold something important. */
const { TEMPORAL_ADDRESS: _, AWS_ENDPOINT_URL: __, ...env } = process.env;

/** Starts a Temporal server and an AWS emulator for all tests, and bundles the workflows once. In a fresh checkout it installs both servers. */
export default async function globalSetup(): Promise<void> {
  await mkdir(folder, { recursive: true });
  running.push({ stop: () => rm(folder, { recursive: true, force: true }) });
  const starting = [startTemporalForTests(), startEmulatorForTests(), bundleWorkflows()] as const;
  await Promise.allSettled(starting); // so that nothing still starts when one of them has failed
  const [temporal, emulator] = await Promise.all(starting).catch(async (err) => {
    await stopAll();
    throw err;
  });
  Object.assign(process.env, {
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    SLIPWAY_TEST_TEMPORAL: temporal.address,
    SLIPWAY_TEST_UI: temporal.ui,
    SLIPWAY_TEST_EMULATOR: emulator.endpoint,
    SLIPWAY_TEST_BUNDLE: bundleFile,
  });
}

async function startTemporalForTests(): Promise<TemporalServer> {
  const server = await startTemporal({
    logs: folder,
    port: 7333,
    uiPort: 8333,
    env,
  });
  running.push(server);
  const connection = await Connection.connect({ address: server.address });
  await registerSearchAttributes(connection, 'default');
  await connection.close();
  return server;
}

async function startEmulatorForTests(): Promise<Emulator> {
  const emulator = await startEmulator({ logs: folder, port: 4666, env });
  running.push(emulator);
  return emulator;
}

async function bundleWorkflows(): Promise<void> {
  const workflowsPath = require.resolve('../../workflows/index');
  const { code } = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('WARN') });
  await writeFile(bundleFile, code);
}
