import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Instance } from '../../../../demo/world/compute/instance';
import { Running } from '../../../../demo/world/compute/running';
import type { Target } from '../../../../demo/world/target';
import type { Crowd } from '../../../../demo/world/traffic/crowds';
import { canary, visitors } from '../../../../demo/world/traffic/crowds';
import { startTraffic } from '../../../../demo/world/traffic/traffic';
import { until } from '../small-world';

/** Stands for a process: callers never look inside. */
const process = {} as Instance;

const target = (environment: Target['environment'], share: Target['share']): Target => ({
  ...{ environment, region: 'us-west-2', zone: 'usw2-az1', share },
});

function runningAt(...targets: Target[]): Running {
  const running = new Running();
  for (const one of targets) running.replace(one, process);
  return running;
}

/** Who calls where something runs. */
const callersOf = (...targets: Target[]) =>
  [...runningAt(...targets).zones()].flatMap((zone) =>
    [canary, visitors].filter(({ calls }) => calls(zone)).map(({ caller }) => caller),
  );

describe('who calls', () => {
  test('production is called by visitors and the canary, gamma by the canary, alpha and beta by nobody', () => {
    expect(callersOf(target('prod', 'fleet'))).toEqual(['canary', 'visitor']);
    expect(callersOf(target('gamma', 'fleet'))).toEqual(['canary']);
    expect(callersOf(target('alpha', 'fleet'), target('beta', 'fleet'))).toEqual([]);
  });

  test('a zone that has no fleet yet is called by the canary only', () => {
    expect(callersOf(target('prod', 'one-box'))).toEqual(['canary']);
  });
});

/** A door behind which nobody answers until told. */
async function silentDoor() {
  const held: ServerResponse[] = [];
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url} ${request.headers['x-caller']}`);
    held.push(response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    seen,
    answerAll: () => held.splice(0).map((response) => response.end()),
    close: () => server.closeAllConnections() ?? server.close(),
  };
}

test('callers of a zone that does not answer do not pile up, and come back when it does', async () => {
  const door = await silentDoor();
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'setTimeout', 'clearTimeout'] });
  const crowd: Crowd = { ...visitors, perSecond: 10, calls: () => true };
  const traffic = startTraffic(runningAt(target('prod', 'fleet')), door.port, [crowd]);
  jest.advanceTimersByTime(10_000);
  await until(() => door.seen.length === 20);
  expect(new Set(door.seen)).toEqual(new Set(['POST /prod/us-west-2/usw2-az1/checkout visitor']));
  door.answerAll();
  await until(() => {
    jest.advanceTimersByTime(100);
    return door.seen.length > 20;
  });
  traffic.stop();
  jest.useRealTimers();
  door.close();
});
