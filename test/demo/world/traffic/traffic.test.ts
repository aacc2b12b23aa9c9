import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Instance } from '../../../../demo/world/compute/instance';
import { RunningInstances } from '../../../../demo/world/compute/running-instances';
import type { Target } from '../../../../demo/world/target';
import { startTraffic } from '../../../../demo/world/traffic/traffic';
import { canary, type TrafficSource, visitors } from '../../../../demo/world/traffic/traffic-sources';
import { until } from '../../../workflows/builders/until';

/** Callers never use the instance. */
const process = {} as Instance;

const target = (environment: Target['environment'], share: Target['share']): Target => ({
  ...{ environment, region: 'us-west-2', zone: 'usw2-az1', share },
});

function runningAt(...targets: Target[]): RunningInstances {
  const running = new RunningInstances();
  for (const one of targets) running.replace(one, process);
  return running;
}

/** The callers of running targets. */
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

  test('a zone without a fleet is called only by the canary', () => {
    expect(callersOf(target('prod', 'one-box'))).toEqual(['canary']);
  });
});

/** A server that answers only on demand. */
async function silentServer() {
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

test('requests to a zone that does not answer are limited, and continue when it answers', async () => {
  const server = await silentServer();
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'setTimeout', 'clearTimeout'] });
  const source: TrafficSource = { ...visitors, perSecond: 10, calls: () => true };
  const traffic = startTraffic(runningAt(target('prod', 'fleet')), server.port, [source]);
  jest.advanceTimersByTime(10_000);
  await until('twenty requests are open', () => server.seen.length === 20);
  expect(new Set(server.seen)).toEqual(new Set(['POST /prod/us-west-2/usw2-az1/checkout visitor']));
  server.answerAll();
  await until('more requests come', () => {
    jest.advanceTimersByTime(100);
    return server.seen.length > 20;
  });
  traffic.stop();
  jest.useRealTimers();
  server.close();
});
