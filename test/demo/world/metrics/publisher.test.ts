import type { MetricDatum } from '@aws-sdk/client-cloudwatch';
import type { Scope } from '../../../../demo/cloudwatch/evaluator';
import { Meter } from '../../../../demo/world/metrics/meter';
import { Publisher } from '../../../../demo/world/metrics/publisher';

/** A CloudWatch that can be away, and what it was told. */
function cloudWatch() {
  const told: { scope: Scope; data: MetricDatum[] }[] = [];
  const logged: string[] = [];
  const state = { isAway: (_: Scope) => false };
  const meter = new Meter();
  const put = async (scope: Scope, data: MetricDatum[]) => {
    if (state.isAway(scope)) throw new Error('connect ECONNREFUSED');
    told.push({ scope, data });
  };
  const publisher = new Publisher(meter, put, (line) => logged.push(line));
  const request = (region: string, endedAt: number) => {
    const target = { environment: 'prod', region, zone: 'az1', share: 'fleet' } as const;
    meter.count({ account: '222222222222', target }, { status: 200, latencyMs: 1, endedAt });
  };
  const secondsTold = () => told.flatMap(({ data }) => data).map(({ Timestamp }) => Number(Timestamp) / 1_000);
  return { told, logged, state, publisher, request, secondsTold };
}

test('sends the seconds that are over, to the account and Region where the requests were', async () => {
  const { told, publisher, request, secondsTold } = cloudWatch();
  request('us-west-2', 5_100);
  request('eu-west-1', 5_200);
  request('eu-west-1', 6_200);
  await publisher.publish(6_300);
  expect(told.map(({ scope }) => scope.region).sort()).toEqual(['eu-west-1', 'us-west-2']);
  expect(new Set(secondsTold())).toEqual(new Set([5]));
});

test('what could not be sent goes first the next time, once', async () => {
  const { told, state, publisher, request, secondsTold } = cloudWatch();
  request('us-west-2', 5_100);
  state.isAway = () => true;
  await publisher.publish(6_000);
  request('us-west-2', 6_100);
  state.isAway = () => false;
  await publisher.publish(7_000);
  expect(secondsTold()).toEqual([...Array(9).fill(5), ...Array(9).fill(6)]);
  await publisher.publish(8_000);
  expect(told).toHaveLength(1);
});

test('a Region that is away holds up no other, and is mentioned once when it goes and once when it is back', async () => {
  const { told, logged, state, publisher, request } = cloudWatch();
  state.isAway = ({ region }) => region === 'eu-west-1';
  for (const second of [5, 6, 7]) {
    request('us-west-2', second * 1_000);
    request('eu-west-1', second * 1_000);
    await publisher.publish((second + 1) * 1_000);
  }
  expect(told.map(({ scope }) => scope.region)).toEqual(['us-west-2', 'us-west-2', 'us-west-2']);
  state.isAway = () => false;
  await publisher.publish(9_000);
  expect(logged).toEqual([
    'metrics of 222222222222/eu-west-1 wait: connect ECONNREFUSED',
    'metrics of 222222222222/eu-west-1 are sent again',
  ]);
});

test('a long absence is made up for in calls that CloudWatch takes', async () => {
  const { told, publisher, request } = cloudWatch();
  for (let second = 0; second < 200; second += 1) request('us-west-2', second * 1_000);
  await publisher.publish(200_000);
  expect(told.map(({ data }) => data.length)).toEqual([1_000, 800]);
});
