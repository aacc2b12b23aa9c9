// @slow: starts Temporal servers of its own
import { join } from 'node:path';
import { freePort } from '../../../local/process/ports';
import { startTemporal } from '../../../local/servers/temporal';
import { aFolder } from '../../a-folder';

test('Temporal servers that start at the same time with the same port each get a port', async () => {
  const { TEMPORAL_ADDRESS: _, ...env } = process.env;
  const say = () => {};
  const [port, uiPort] = [await freePort(0, 'nobody', say), await freePort(0, 'nobody', say)];
  const start = () => {
    const folder = aFolder();
    return startTemporal({ logs: folder, databaseFile: join(folder, 'temporal.db'), env, say, port, uiPort });
  };
  const started = await Promise.allSettled([start(), start(), start()]);
  const servers = started.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  await Promise.all(servers.map((server) => server.stop()));
  expect(started.filter(({ status }) => status === 'rejected')).toEqual([]);
  expect(new Set(servers.map(({ address }) => address)).size).toBe(3);
});
