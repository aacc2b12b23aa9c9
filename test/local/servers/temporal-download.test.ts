import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { downloadTemporal } from '../../../local/servers/temporal-download';
import { type Folder, makeFolder } from '../folder';

let folder: Folder;
let said: string[];
beforeEach(() => {
  folder = makeFolder();
  said = [];
});
afterEach(() => folder.remove());

/** The SDK uses a proxy, so no test here reaches the network. */
const through = (port: number) => ({
  folder: folder.path,
  env: { PATH: process.env.PATH, HTTPS_PROXY: `http://127.0.0.1:${port}`, https_proxy: `http://127.0.0.1:${port}` },
  say: (line: string) => said.push(line),
});
const oneLine = [
  expect.stringMatching(
    /^the Temporal SDK could not download its server \(see .*download-temporal\.log\): installing a Python package instead$/,
  ),
];

describe('the SDK’s download of the Temporal server', () => {
  test('reports a failure in one line', async () => {
    const closed = createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const { port } = closed.address() as AddressInfo;
    closed.close();
    await once(closed, 'close');
    expect(await downloadTemporal(through(port))).toBeUndefined();
    expect(said).toEqual(oneLine);
  });

  test('is aborted if it does not begin', async () => {
    const sockets: Socket[] = [];
    const silent = createServer((socket) => sockets.push(socket)).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    try {
      expect(await downloadTemporal(through((silent.address() as AddressInfo).port), 2_000)).toBeUndefined();
      expect(said).toEqual(oneLine);
    } finally {
      for (const socket of sockets) socket.destroy();
      silent.close();
    }
  });
});
