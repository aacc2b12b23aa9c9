// @slow: starts an emulator of its own
import { CloudWatchClient, DescribeAlarmsCommand, PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import { type Emulator, startEmulator } from '../../../local/servers/emulator';
import { type Folder, makeFolder, withoutServers } from '../folder';

let folder: Folder;
beforeEach(() => {
  folder = makeFolder();
});
afterEach(() => folder.remove());

const start = (port?: number): Promise<Emulator> =>
  startEmulator({
    env: withoutServers,
    logs: folder.at('logs'),
    stateFolder: folder.at('state'),
    say: () => {},
    ...(port && { port }),
  });

function clientOf({ endpoint }: Emulator, account: string): CloudWatchClient {
  const region = 'us-west-2';
  const credentials = fromTemporaryCredentials({
    masterCredentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    params: { RoleArn: `arn:aws:iam::${account}:role/slipway`, RoleSessionName: 'test' },
    clientConfig: { endpoint, region },
  });
  return new CloudWatchClient({ endpoint, region, credentials });
}

test('a restarted emulator still has its alarms and the sessions of its clients', async () => {
  const first = await start();
  const client = clientOf(first, '111111111111');
  const alarm = {
    MetricName: 'Errors',
    Namespace: 'Checkout',
    Statistic: 'Sum',
    Period: 10,
    EvaluationPeriods: 1,
    Threshold: 1,
  } as const;
  await client.send(new PutMetricAlarmCommand({ ...alarm, AlarmName: 'errors', ComparisonOperator: 'GreaterThanThreshold' }));
  await first.stop();

  const second = await start(Number(new URL(first.endpoint).port));
  try {
    expect(second.endpoint).toBe(first.endpoint);
    const { MetricAlarms } = await client.send(new DescribeAlarmsCommand({}));
    expect(MetricAlarms?.map((each) => each.AlarmArn)).toEqual(['arn:aws:cloudwatch:us-west-2:111111111111:alarm:errors']);
  } finally {
    await second.stop();
    client.destroy();
  }
});
