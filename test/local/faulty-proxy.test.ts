import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Way } from '../../local/faulty-proxy';

let server: Server;
let way: Way;
let arrived: number;

beforeEach(async () => {
  arrived = 0;
  server = createServer((_, answer) => {
    arrived += 1;
    answer.end('done');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  way = await Way.open(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
afterEach(async () => {
  await way.stop();
  server.closeAllConnections();
  server.close();
});

const call = async (action = 'Describe') =>
  await (await fetch(way.endpoint, { method: 'POST', body: new URLSearchParams({ Action: action }) })).text();

describe('a way to AWS', () => {
  it('hands calls on and their answers back, and knows their names in both protocols', async () => {
    expect(await call()).toBe('done');
    await fetch(way.endpoint, { method: 'POST', headers: { 'x-amz-target': 'GraniteServiceVersion20100801.PutMetricData' } });
    expect(way.calls).toEqual(['Describe', 'PutMetricData']);
  });

  it('that is cut lets nothing arrive until it is mended', async () => {
    way.cut();
    await expect(call()).rejects.toThrow();
    expect(arrived).toBe(0);
    way.mend();
    expect(await call()).toBe('done');
  });

  it('loses the answer to what arrived, once', async () => {
    way.loseNext('Execute');
    expect(await call()).toBe('done');
    await expect(call('Execute')).rejects.toThrow();
    expect(arrived).toBe(2);
    expect(await call('Execute')).toBe('done');
  });

  it('to a server that is away is a cut line', async () => {
    server.closeAllConnections();
    server.close();
    await expect(call()).rejects.toThrow();
  });
});
