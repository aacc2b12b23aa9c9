import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FaultyProxy } from '../../local/faulty-proxy';

let server: Server;
let proxy: FaultyProxy;
let arrived: number;

beforeEach(async () => {
  arrived = 0;
  server = createServer((_, answer) => {
    arrived += 1;
    answer.end('done');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  proxy = await FaultyProxy.start(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
afterEach(async () => {
  await proxy.stop();
  server.closeAllConnections();
  server.close();
});

const call = async (action = 'Describe') =>
  await (await fetch(proxy.endpoint, { method: 'POST', body: new URLSearchParams({ Action: action }) })).text();

describe('the faulty proxy', () => {
  test('forwards calls and answers, and reads the action in both protocols', async () => {
    expect(await call()).toBe('done');
    await fetch(proxy.endpoint, { method: 'POST', headers: { 'x-amz-target': 'GraniteServiceVersion20100801.PutMetricData' } });
    expect(proxy.calls).toEqual(['Describe', 'PutMetricData']);
  });

  test('lets nothing arrive while it is cut', async () => {
    proxy.cut();
    await expect(call()).rejects.toThrow();
    expect(arrived).toBe(0);
    proxy.restore();
    expect(await call()).toBe('done');
  });

  test('loses the answer to a call that arrived, once', async () => {
    proxy.loseNextAnswer('Execute');
    expect(await call()).toBe('done');
    await expect(call('Execute')).rejects.toThrow();
    expect(arrived).toBe(2);
    expect(await call('Execute')).toBe('done');
  });

  test('breaks the connection if the server is down', async () => {
    server.closeAllConnections();
    server.close();
    await expect(call()).rejects.toThrow();
  });
});
