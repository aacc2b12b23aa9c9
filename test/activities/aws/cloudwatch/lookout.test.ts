import { connectAws } from '../../../../activities/aws/accounts';
import { Lookout } from '../../../../activities/aws/cloudwatch/lookout';
import type { Look } from '../../../../pipeline/plan/bake-plan';
import { anAlarm, answeringMetrics, query } from '../../builders/a-cloudwatch';
import { aSite, useEmulator } from '../../builders/a-site';

const site = aSite();
const look: Look = { account: site.account, region: site.region, alarms: ['errors'], traffic: query };
const now = Date.now();

describe('a look', () => {
  it('reads alarms and requests', async () => {
    await anAlarm(site.cloudWatch, 'errors', 'OK');
    expect(await new Lookout(site.aws).look(look, now, now)).toMatchObject({
      alarms: [{ name: 'errors', state: 'ok' }],
      requests: 0,
      trouble: [],
    });
  });

  it('that asks for no traffic has seen all that it asked for', async () => {
    const { traffic: _, ...quiet } = look;
    expect(await new Lookout(site.aws).look(quiet, now, now)).toMatchObject({ requests: 0, trouble: [] });
  });

  it('sees nothing as ok when AWS cannot be reached, says why, and does not throw', async () => {
    useEmulator(site.account, 'http://127.0.0.1:1');
    const unreachable = connectAws({});
    const sight = await new Lookout(unreachable).look(look, now, now);
    expect(sight).toMatchObject({ alarms: [{ name: 'errors', state: 'unknown', fired: false }], requests: null });
    expect(sight.trouble).toEqual([expect.stringContaining('ECONNREFUSED')]);
    useEmulator(site.account);
    expect(await new Lookout(unreachable).look(look, now, now)).toMatchObject({ requests: 0, trouble: [] });
  });

  it('that half fails keeps the other half', async () => {
    const throttled = answeringMetrics(() => {
      throw Object.assign(new Error('Rate exceeded'), { name: 'ThrottlingException' });
    });
    const halves = new Map([
      ['us-west-2', throttled],
      ['eu-west-1', site.cloudWatch],
    ]);
    const lookout = new Lookout(async ({ region, account }) => {
      const clients = await site.aws({ region, account });
      return { ...clients, cloudWatch: halves.get(region) ?? clients.cloudWatch };
    });
    const [bad, good] = await Promise.all([
      lookout.look(look, now, now),
      lookout.look({ ...look, region: 'eu-west-1' }, now, now),
    ]);
    expect(bad.trouble).toEqual(['ThrottlingException: Rate exceeded']); // once, though alarms and requests both met it
    expect(good).toMatchObject({ alarms: [{ state: 'ok' }], requests: 0, trouble: [] });
  });
});
