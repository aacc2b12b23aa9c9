import type { MetricDatum } from '@aws-sdk/client-cloudwatch';
import type { Scope } from '../../../../demo/cloudwatch/evaluator';
import { Meter } from '../../../../demo/world/metrics/meter';
import { Publisher } from '../../../../demo/world/metrics/publisher';

/** A fake CloudWatch that can be down in some scopes, and records what was sent. */
function cloudWatch() {
  const sent: { scope: Scope; data: MetricDatum[] }[] = [];
  const logged: string[] = [];
  const state = { isDown: (_: Scope) => false };
  const meter = new Meter();
  const put = async (scope: Scope, data: MetricDatum[]) => {
    if (state.isDown(scope)) throw new Error('connect ECONNREFUSED');
    sent.push({ scope, data });
  };
  const publisher = new Publisher(meter, put, (line) => logged.push(line));
  const request = (region: string, endedAt: number) => {
    const target = { environment: 'prod', region, zone: 'az1', share: 'fleet' } as const;
    meter.count({ account: '222222222222', target }, { status: 200, latencyMs: 1, endedAt });
  };
  const secondsSent = () => sent.flatMap(({ data }) => data).map(({ Timestamp }) => Number(Timestamp) / 1_000);
  return { sent, logged, state, publisher, request, secondsSent };
}

test('sends finished seconds, to the account and Region of the requests', async () => {
  const { sent, publisher, request, secondsSent } = cloudWatch();
  request('us-west-2', 5_100);
  request('eu-west-1', 5_200);
  request('eu-west-1', 6_200);
  await publisher.publish(6_300);
  expect(sent.map(({ scope }) => scope.region).sort()).toEqual(['eu-west-1', 'us-west-2']);
  expect(new Set(secondsSent())).toEqual(new Set([5]));
});

test('what could not be sent is sent first the next time, once', async () => {
  const { sent, state, publisher, request, secondsSent } = cloudWatch();
  request('us-west-2', 5_100);
  state.isDown = () => true;
  await publisher.publish(6_000);
  request('us-west-2', 6_100);
  state.isDown = () => false;
  await publisher.publish(7_000);
  expect(secondsSent()).toEqual([...Array(9).fill(5), ...Array(9).fill(6)]);
  await publisher.publish(8_000);
  expect(sent).toHaveLength(1);
});

test('a Region that is down does not delay the others, and is reported once when it fails and once when it works again', async () => {
  const { sent, logged, state, publisher, request } = cloudWatch();
  state.isDown = ({ region }) => region === 'eu-west-1';
  for (const second of [5, 6, 7]) {
    request('us-west-2', second * 1_000);
    request('eu-west-1', second * 1_000);
    await publisher.publish((second + 1) * 1_000);
  }
  expect(sent.map(({ scope }) => scope.region)).toEqual(['us-west-2', 'us-west-2', 'us-west-2']);
  state.isDown = () => false;
  await publisher.publish(9_000);
  expect(logged).toEqual([
    'metrics of 222222222222/eu-west-1 cannot be sent, trying again: connect ECONNREFUSED',
    'metrics of 222222222222/eu-west-1 are sent again',
  ]);
});

test('after a long failure, each call has at most as many data points as CloudWatch accepts', async () => {
  const { sent, publisher, request } = cloudWatch();
  for (let second = 0; second < 200; second += 1) request('us-west-2', second * 1_000);
  await publisher.publish(200_000);
  expect(sent.map(({ data }) => data.length)).toEqual([1_000, 800]);
});
