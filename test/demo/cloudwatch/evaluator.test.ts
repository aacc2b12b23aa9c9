// @slow: starts an emulator of its own
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import {
  type AlarmHistoryItem,
  CloudWatchClient,
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  PutMetricAlarmCommand,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import { startEvaluator } from '../../../demo/cloudwatch/evaluator';
import { poll } from '../../../local/process/poll';
import { type Emulator, startEmulator } from '../../../local/servers/emulator';
import { type Folder, makeFolder, withoutServers } from '../../local/folder';

const scopes = [
  { account: '111111111111', region: 'us-west-2' },
  { account: '222222222222', region: 'us-west-2' },
];
const zones = ['usw2-az1', 'usw2-az2'] as const;
const patience = { timeoutMs: 60_000, intervalMs: 100 };

describe('beside a real emulator', () => {
  let folder: Folder;
  let emulator: Emulator;
  beforeAll(async () => {
    folder = makeFolder();
    emulator = await startEmulator({ env: withoutServers, logs: folder.at('logs'), say: () => {} });
  });
  afterAll(async () => {
    await emulator?.stop();
    folder.remove();
  });

  test('errors in one zone make only the alarm of that zone fire and clear', async () => {
    const [here, elsewhere] = scopes.map(({ account, region }) => client(emulator.endpoint, account, region));
    if (!here || !elsewhere) throw new Error('there are two scopes');
    await Promise.all([here, elsewhere].flatMap((place) => zones.map((zone) => putAlarm(place, zone))));
    const evaluator = startEvaluator({ endpoint: emulator.endpoint, scopes, intervalMs: 100 });
    const traffic = startTraffic([here, elsewhere]);
    try {
      expect(await poll(async () => (await states(here, elsewhere)).every((state) => state === 'OK'), patience)).toBe(true);
      traffic.failing = { place: here, zone: 'usw2-az1' };
      expect(await poll(async () => (await states(here)).includes('ALARM'), patience)).toBe(true);
      traffic.failing = undefined;
      expect(await poll(async () => !(await states(here)).includes('ALARM'), patience)).toBe(true);
    } finally {
      await traffic.stop();
      await evaluator.stop();
    }
    const settled = ['INSUFFICIENT_DATA to OK'];
    expect(await transitions(here, 'usw2-az1')).toEqual([...settled, 'OK to ALARM', 'ALARM to OK']);
    expect(await transitions(here, 'usw2-az2')).toEqual(settled);
    expect(await Promise.all(zones.map((zone) => transitions(elsewhere, zone)))).toEqual([settled, settled]);
    for (const place of [here, elsewhere]) place.destroy();
  });
});

describe('an emulator that is down', () => {
  let server: Server | undefined;
  afterEach(() => {
    server?.close();
    server?.closeAllConnections();
  });

  /** Starts an evaluator of one scope with this server as its emulator. */
  async function evaluatorOf(listener: RequestListener) {
    const printed: string[] = [];
    server = createServer(listener).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return {
      printed,
      evaluator: startEvaluator({ endpoint, scopes: scopes.slice(0, 1), intervalMs: 1, say: (line) => printed.push(line) }),
    };
  }

  test('is reported once, and called again and again, one call at a time', async () => {
    let [asked, inFlight, most] = [0, 0, 0];
    const { printed, evaluator } = await evaluatorOf(async (request, response) => {
      asked += 1;
      inFlight += 1;
      most = Math.max(most, inFlight);
      await text(request);
      await new Promise((later) => setTimeout(later, 20)); // long enough to see evaluations that overlap
      inFlight -= 1;
      response.writeHead(503).end();
    });
    expect(await poll(async () => asked >= 5, patience)).toBe(true);
    await evaluator.stop();
    expect(printed).toEqual([
      expect.stringMatching(/^the alarms of 111111111111 in us-west-2 cannot be evaluated, trying again: /),
    ]);
    expect(most).toBe(1);
  });

  test('does not delay a stop if it hangs, and nothing is reported', async () => {
    let hangs = false;
    const { printed, evaluator } = await evaluatorOf(async (request, response) => {
      if ((await text(request)).includes('AssumeRole')) response.end(assumedRole);
      else hangs = true;
    });
    expect(await poll(async () => hangs, patience)).toBe(true);
    await evaluator.stop();
    expect(printed).toEqual([]);
  });
});

const assumedRole = `<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>a</AccessKeyId><SecretAccessKey>s</SecretAccessKey>
  <SessionToken>t</SessionToken><Expiration>2999-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`;

function client(endpoint: string, account: string, region: string): CloudWatchClient {
  const credentials = fromTemporaryCredentials({
    masterCredentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    params: { RoleArn: `arn:aws:iam::${account}:role/slipway`, RoleSessionName: 'test' },
    clientConfig: { endpoint, region },
  });
  return new CloudWatchClient({ endpoint, region, credentials });
}

const metric = (zone: string) => ({ MetricName: 'Errors', Dimensions: [{ Name: 'Zone', Value: zone }] });

async function putAlarm(place: CloudWatchClient, zone: string): Promise<void> {
  await place.send(
    new PutMetricAlarmCommand({
      AlarmName: `checkout-${zone}-errors`,
      Namespace: 'Checkout',
      ...metric(zone),
      Statistic: 'Sum',
      Period: 1,
      EvaluationPeriods: 2,
      DatapointsToAlarm: 2,
      Threshold: 0,
      ComparisonOperator: 'GreaterThanThreshold',
      TreatMissingData: 'ignore', // a machine too busy to report for a while changes no state
    }),
  );
}

/** Reports errors in the failing zone, and none elsewhere. */
function startTraffic(places: readonly CloudWatchClient[]) {
  let on = true;
  const traffic: { failing: { place: CloudWatchClient; zone: string } | undefined; stop(): Promise<void> } = {
    failing: undefined,
    async stop() {
      on = false;
      await running;
    },
  };
  const report = (place: CloudWatchClient) => {
    const errors = (zone: string) => (traffic.failing?.place === place && traffic.failing.zone === zone ? 1 : 0);
    const MetricData = zones.map((zone) => ({ ...metric(zone), Value: errors(zone) }));
    return place.send(new PutMetricDataCommand({ Namespace: 'Checkout', MetricData }));
  };
  const running = poll(
    async () => {
      await Promise.all(places.map(report));
      return !on;
    },
    { timeoutMs: 300_000, intervalMs: 200 },
  );
  return traffic;
}

async function states(...places: CloudWatchClient[]): Promise<(string | undefined)[]> {
  const described = await Promise.all(places.map((place) => place.send(new DescribeAlarmsCommand({}))));
  return described.flatMap(({ MetricAlarms }) => (MetricAlarms ?? []).map((alarm) => alarm.StateValue));
}

/** The changes of state of one alarm, oldest first, as in `OK to ALARM`. */
async function transitions(place: CloudWatchClient, zone: string): Promise<string[]> {
  const described = await place.send(
    new DescribeAlarmHistoryCommand({
      AlarmName: `checkout-${zone}-errors`,
      HistoryItemType: 'StateUpdate',
      ScanBy: 'TimestampAscending',
      MaxRecords: 100,
    }),
  );
  const summary = (item: AlarmHistoryItem) => item.HistorySummary?.replace('Alarm updated from ', '') ?? '';
  return (described.AlarmHistoryItems ?? []).map(summary).filter((each) => each !== 'INSUFFICIENT_DATA to INSUFFICIENT_DATA');
}
