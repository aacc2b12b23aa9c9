import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { freePort, isListening } from '../../../local/process/ports';

let taken: Server;
let port: number;
beforeEach(async () => {
  taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  port = (taken.address() as AddressInfo).port;
});
afterEach(() => taken.close());

describe('a port', () => {
  test('is the preferred one if it is free, and nothing is printed', async () => {
    taken.close();
    await once(taken, 'close');
    const printed: string[] = [];
    expect(await freePort(port, 'the AWS emulator', (line) => printed.push(line))).toBe(port);
    expect(printed).toEqual([]);
  });

  test('is another one if the preferred one is taken, and a line reports it', async () => {
    const printed: string[] = [];
    const other = await freePort(port, 'the AWS emulator', (line) => printed.push(line));
    expect(other).not.toBe(port);
    expect(printed).toEqual([`port ${port} is taken: the AWS emulator listens on ${other}`]);
  });

  test('is listening as long as a server does', async () => {
    expect(await isListening('127.0.0.1', port)).toBe(true);
    taken.close();
    await once(taken, 'close');
    expect(await isListening('127.0.0.1', port)).toBe(false);
  });
});
