// @slow: starts an emulator of its own
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { CloudWatchClient, DescribeAlarmsCommand, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { bootstrap } from '../../../demo/world/bootstrap';
import { clientSettings } from '../../../demo/world/scope';
import type { Share } from '../../../demo/world/target';
import { type Emulator, startEmulator } from '../../../local/servers/emulator';
import { until } from '../../workflows/builders/until';
import { releases } from './small-world';

jest.setTimeout(120_000);

const root = join(__dirname, '../../..');
const scope = { account: '222222222222', region: 'us-west-2' };
const zones = ['usw2-az1', 'usw2-az2'];
const shares: Share[] = ['one-box', 'fleet'];

/** The world as a process of its own, as the demo starts it. */
async function startedWorld(endpoint: string, folder: string) {
  const env = {
    ...process.env,
    AWS_ENDPOINT_URL: endpoint,
    SLIPWAY_RELEASES: folder,
    SLIPWAY_WORLD_SCOPES: '222222222222/us-west-2',
  };
  const child = spawn(process.execPath, ['--import', 'tsx', 'demo/world/main.ts'], {
    cwd: root,
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [line] = await once(child.stdout, 'data');
  const { port }: { port: number } = JSON.parse(String(line));
  return { child, url: `http://127.0.0.1:${port}` };
}

/** CloudFormation and CloudWatch, as a person uses them for the service. */
function consoleOf(endpoint: string) {
  const cloudFormation = new CloudFormationClient(clientSettings(endpoint, scope));
  const cloudWatch = new CloudWatchClient(clientSettings(endpoint, scope));
  const template = readFileSync(join(root, 'examples/checkout/infra/api.template.json'), 'utf8');
  const describe = async (name: string) =>
    (await cloudFormation.send(new DescribeStacksCommand({ StackName: name }))).Stacks?.[0];

  return {
    async deploy(zone: string, share: Share, payload: string) {
      const values = { Environment: 'prod', Zone: zone, Share: share, Payload: payload, AlarmPeriod: '1' };
      const Parameters = Object.entries(values).map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue }));
      const input = { StackName: `checkout-prod-api-${zone}-${share}`, TemplateBody: template, Parameters };
      const exists = await describe(input.StackName).catch(() => undefined);
      if (exists === undefined) await cloudFormation.send(new CreateStackCommand(input));
      else await cloudFormation.send(new UpdateStackCommand(input));
      await until(
        `${input.StackName} is done`,
        async () => !(await describe(input.StackName))?.StackStatus?.endsWith('IN_PROGRESS'),
      );
      return describe(input.StackName);
    },
    /** The newest whole second's value of a metric. */
    async newest(metric: string, statistic: string, zone: string, share: Share): Promise<number | undefined> {
      const Dimensions = Object.entries({ Environment: 'prod', Zone: zone, Share: share }).map(([Name, Value]) => ({
        Name,
        Value,
      }));
      const stat = { Metric: { Namespace: 'Checkout', MetricName: metric, Dimensions }, Period: 1, Stat: statistic };
      const times = { StartTime: new Date(Date.now() - 10_000), EndTime: new Date() };
      const read = await cloudWatch.send(
        new GetMetricDataCommand({ ...times, MetricDataQueries: [{ Id: 'm', MetricStat: stat }] }),
      );
      return read.MetricDataResults?.[0]?.Values?.at(-1);
    },
    async firing(): Promise<(string | undefined)[]> {
      const { MetricAlarms = [] } = await cloudWatch.send(new DescribeAlarmsCommand({ StateValue: 'ALARM' }));
      return MetricAlarms.map(({ AlarmName }) => AlarmName);
    },
  };
}

describe('the service on the emulator', () => {
  const logs = mkdtempSync(join(tmpdir(), 'slipway-world-'));
  const from = releases();
  let emulator: Emulator;
  let world: Awaited<ReturnType<typeof startedWorld>>;
  let on: ReturnType<typeof consoleOf>;

  beforeAll(async () => {
    emulator = await startEmulator({ logs, say: () => {} });
    world = await startedWorld(emulator.endpoint, from.folder);
    const where = { endpoint: emulator.endpoint, world: world.url, scopes: [scope] };
    await bootstrap(where);
    await bootstrap(where);
    on = consoleOf(emulator.endpoint);
  });
  afterAll(async () => {
    await emulator.stop();
    rmSync(logs, { recursive: true });
    from.remove();
  });

  test('is deployed by CloudFormation to two zones and their one-boxes, and every stack has its endpoint', async () => {
    const payload = from.checkout();
    for (const zone of zones) {
      for (const share of shares) {
        const stack = await on.deploy(zone, share, payload);
        expect(stack).toMatchObject({ StackStatus: 'CREATE_COMPLETE' });
        expect(stack?.Outputs).toMatchObject([
          { OutputKey: 'Endpoint', OutputValue: `${world.url}/prod/us-west-2/${zone}/${share}` },
        ]);
      }
    }
  });

  test('gets traffic, and no request fails', async () => {
    for (const zone of zones) {
      for (const share of shares) {
        await until('requests are counted', async () => ((await on.newest('Requests', 'Sum', zone, share)) ?? 0) > 0);
        expect(await on.newest('Errors', 'Average', zone, share)).toBe(0);
      }
    }
    expect(await on.firing()).toEqual([]);
  });

  test('fires only the alarm of the share whose release fails for vouchers', async () => {
    const [zone = ''] = zones;
    const edit = { 'price.mjs': (text: string) => text.replace('voucher.percentOff', 'voucher.discount.percent') };
    expect(await on.deploy(zone, 'one-box', from.checkout('vouchers', edit))).toMatchObject({ StackStatus: 'UPDATE_COMPLETE' });
    await until('an alarm fires', async () => (await on.firing()).length > 0);
    expect(await on.firing()).toEqual([`checkout-prod-${zone}-one-box-errors`]);
  });

  test('keeps running if a release does not start: CloudFormation rolls the stack back', async () => {
    const [, zone = ''] = zones;
    const version = async () => (await fetch(`${world.url}/prod/us-west-2/${zone}/fleet/version`)).json();
    const before = await version();
    const stack = await on.deploy(zone, 'fleet', from.program('export functoin'));
    expect(stack).toMatchObject({ StackStatus: 'UPDATE_ROLLBACK_COMPLETE' });
    expect(await version()).toEqual(before);
    expect(await on.newest('Errors', 'Average', zone, 'fleet')).toBe(0);
  });

  test('ends with the process that started the world', async () => {
    const exit = once(world.child, 'exit');
    world.child.stdin.end();
    expect(await exit).toEqual([0, null]);
    await expect(fetch(world.url)).rejects.toThrow();
  });
});
