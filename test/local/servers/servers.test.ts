// @slow: starts the servers
import { Client, Connection } from '@temporalio/client';
import { isAlive } from '../../../local/process/is-alive';
import { startEmulator } from '../../../local/servers/emulator';
import { startTemporal } from '../../../local/servers/temporal';
import { type Folder, makeFolder, withoutServers } from '../folder';

let folder: Folder;
let printed: string[];
beforeEach(() => {
  folder = makeFolder();
  printed = [];
});
afterEach(() => folder.remove());

const common = () => ({ env: withoutServers, logs: folder.at('logs'), say: (line: string) => printed.push(line) });
const temporal = () => startTemporal({ ...common(), databaseFile: folder.at('temporal', 'server.db') });

const runs = (pid: number | undefined): boolean => pid !== undefined && isAlive(pid);

async function withClient<T>(address: string, work: (client: Client) => Promise<T>): Promise<T> {
  const connection = await Connection.connect({ address });
  try {
    return await work(new Client({ connection }));
  } finally {
    await connection.close();
  }
}

describe('the Temporal server', () => {
  test('keeps its state over a restart, and does not run after a stop', async () => {
    const first = await temporal();
    await withClient(first.address, (client) => client.workflow.start('checkout', { taskQueue: 'none', workflowId: 'before' }));
    await first.stop();
    expect(runs(first.pid)).toBe(false);

    const second = await temporal();
    try {
      const status = await withClient(
        second.address,
        async (client) => (await client.workflow.getHandle('before').describe()).status.name,
      );
      expect(status).toBe('RUNNING');
    } finally {
      await second.stop();
    }
  });

  test('is the one that TEMPORAL_ADDRESS names, which must answer and is never stopped', async () => {
    const running = await temporal();
    try {
      const given = await startTemporal({
        ...common(),
        databaseFile: folder.at('unused'),
        env: { TEMPORAL_ADDRESS: running.address },
      });
      expect(given).toMatchObject({ address: running.address });
      expect(given.pid).toBeUndefined();
      await given.stop();
      expect(runs(running.pid)).toBe(true);
    } finally {
      await running.stop();
    }
    const absent = startTemporal({ ...common(), databaseFile: folder.at('unused'), env: { TEMPORAL_ADDRESS: running.address } });
    await expect(absent).rejects.toThrow(`TEMPORAL_ADDRESS is ${running.address} and nothing answers there: start it, or unset`);
  });
});

describe('the AWS emulator', () => {
  test('starts on a free port if the preferred one is taken, and does not run after a stop', async () => {
    const one = await startEmulator(common());
    const port = Number(new URL(one.endpoint).port);
    printed = [];
    const other = await startEmulator({ ...common(), port });
    expect(printed).toEqual([`port ${port} is taken: the AWS emulator listens on ${new URL(other.endpoint).port}`]);
    expect((await fetch(`${other.endpoint}/_ministack/health`)).ok).toBe(true);
    await Promise.all([one.stop(), other.stop()]);
    expect([runs(one.pid), runs(other.pid)]).toEqual([false, false]);
  });

  test('is the one that AWS_ENDPOINT_URL names, which must answer, be on this machine, and is never stopped', async () => {
    const given = (endpoint: string) => startEmulator({ ...common(), env: { AWS_ENDPOINT_URL: endpoint } });
    const running = await startEmulator(common());
    try {
      const same = await given(running.endpoint);
      expect(same).toMatchObject({ endpoint: running.endpoint });
      await same.stop();
      expect(runs(running.pid)).toBe(true);
    } finally {
      await running.stop();
    }
    await expect(given(running.endpoint)).rejects.toThrow(`AWS_ENDPOINT_URL is ${running.endpoint} and nothing answers there`);
    await expect(given('https://sts.amazonaws.com')).rejects.toThrow('is not on this machine');
  });
});
