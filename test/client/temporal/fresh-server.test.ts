// @slow: starts a Temporal server of its own
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { progressOf, recentChanges } from '../../../client/temporal/status';
import { startTemporal } from '../../../local/servers/temporal';
import { serviceAttribute } from '../../../workflows/messages/search-attributes';
import { ARepository } from '../../activities/builders/a-repository';
import { aPipeline } from '../../pipeline/builders/a-pipeline';
import { aSentence, slipway } from '../cli/a-shell';

const folder = mkdtempSync(join(tmpdir(), 'slipway-'));
const pipeline = join(folder, 'pipeline.json');
let server: Awaited<ReturnType<typeof startTemporal>>;
let connection: Connection;
let client: Client;

/** A server on which no worker ever ran, so that its search attributes are not registered. */
beforeAll(async () => {
  const { TEMPORAL_ADDRESS: _, ...env } = process.env;
  server = await startTemporal({ logs: folder, databaseFile: join(folder, 'temporal.db'), env, say: () => {} });
  connection = await Connection.connect({ address: server.address });
  client = new Client({ connection });
  writeFileSync(pipeline, JSON.stringify(aPipeline()));
});
afterAll(async () => {
  await connection.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

const here = (...args: string[]) => slipway(args, { TEMPORAL_ADDRESS: server.address });

describe('on a server where no worker ever ran', () => {
  const repository = new ARepository();
  const commit = repository.commit();
  const change = `checkout/${commit.slice(0, 12)}`;
  const submit = (...more: string[]) => here('submit', '-p', pipeline, '-r', repository.folder, ...more);

  test('status shows that there is no change', async () => {
    expect(await here('status')).toEqual({
      code: 0,
      out: 'no change was submitted here yet: `slipway submit` starts one\n',
      err: '',
    });
    expect(JSON.parse((await here('status', '--json')).out)).toEqual([]);
  });

  test('status of a change that does not exist ends with 2', async () => {
    const { code, err } = await here('status', 'checkout/3f2a1c9d04be');
    expect({ code, err }).toEqual({
      code: 2,
      err: 'change checkout/3f2a1c9d04be does not exist: `slipway status` lists the newest changes\n',
    });
  });

  test('submit starts a change, and twice is the same change of one service', async () => {
    expect(await submit()).toEqual({
      code: 0,
      out: `${change} is on its way; follow it with: slipway watch ${change}\n`,
      err: '',
    });
    expect(JSON.parse((await submit('--commit', 'main', '--json')).out)).toEqual({ change });
    const service = client.workflow.getHandle('service/checkout');
    const { status, typedSearchAttributes } = await service.describe();
    expect(status.name).toBe('RUNNING');
    expect(typedSearchAttributes.get(serviceAttribute)).toBe('checkout');
    const { events } = await service.fetchHistory();
    const signals = (events ?? []).flatMap((event) => event.workflowExecutionSignaledEventAttributes?.signalName ?? []);
    expect(signals).toEqual(['merged', 'merged']); // the service recognises them as the same
  });

  test('status of a change that no worker answers for says so, with 3, and the list shows it', async () => {
    await client.workflow.start('change', { workflowId: change, taskQueue: 'slipway', args: [] });
    await expect(progressOf(client, change, 500)).rejects.toMatchObject({
      code: 3,
      message: `no worker answers for ${change}: none of its version runs, or none is free; start one with: slipway worker`,
    });
    while ((await recentChanges(client, 1)).length === 0); // the server's index is updated later
    expect(JSON.parse((await here('status', '--json')).out)).toMatchObject([{ change, status: 'running' }]);
  });

  test('status of a workflow that is not a change ends with 2', async () => {
    const { code, err } = await here('status', 'service/checkout');
    expect({ code, isSentence: aSentence(err) }).toEqual({ code: 2, isSentence: true });
  });

  test('a namespace that does not exist gives a message, with 3', async () => {
    const { code, err } = await slipway(['status'], { TEMPORAL_ADDRESS: server.address, TEMPORAL_NAMESPACE: 'nowhere' });
    expect(err).toMatch(/^Temporal at .*, namespace nowhere: this namespace does not exist\n$/);
    expect(code).toBe(3);
  });
});
