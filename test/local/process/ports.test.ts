import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { answers, freePort } from '../../../local/process/ports';

let taken: Server;
let port: number;
beforeEach(async () => {
  taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  port = (taken.address() as AddressInfo).port;
});
afterEach(() => taken.close());

describe('a port', () => {
  it('is the wanted one where that is free, without a word', async () => {
    taken.close();
    await once(taken, 'close');
    const said: string[] = [];
    expect(await freePort(port, 'the AWS emulator', (line) => said.push(line))).toBe(port);
    expect(said).toEqual([]);
  });

  it('is another where the wanted one is taken, and a line says so', async () => {
    const said: string[] = [];
    const other = await freePort(port, 'the AWS emulator', (line) => said.push(line));
    expect(other).not.toBe(port);
    expect(said).toEqual([`port ${port} is taken: the AWS emulator listens on ${other}`]);
  });

  it('answers as long as somebody listens', async () => {
    expect(await answers('127.0.0.1', port)).toBe(true);
    taken.close();
    await once(taken, 'close');
    expect(await answers('127.0.0.1', port)).toBe(false);
  });
});
