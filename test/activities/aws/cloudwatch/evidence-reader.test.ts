import { connectAws } from '../../../../activities/aws/accounts';
import { EvidenceReader } from '../../../../activities/aws/cloudwatch/evidence-reader';
import type { Look } from '../../../../pipeline/plan/bake-plan';
import { anAlarm, answeringMetrics, query } from '../../builders/a-cloudwatch';
import { aSite, useEmulator } from '../../builders/a-site';

const site = aSite();
const look: Look = { account: site.account, region: site.region, alarms: ['errors'], traffic: query };
const now = Date.now();

describe('a look', () => {
  test('reads alarms and requests', async () => {
    await anAlarm(site.cloudWatch, 'errors', 'OK');
    expect(await new EvidenceReader(site.aws).look(look, now, now)).toMatchObject({
      alarms: [{ name: 'errors', state: 'ok' }],
      requests: 0,
      trouble: [],
    });
  });

  test('without a question for traffic counts no requests', async () => {
    const { traffic: _, ...quiet } = look;
    expect(await new EvidenceReader(site.aws).look(quiet, now, now)).toMatchObject({ requests: 0, trouble: [] });
  });

  test('reports everything as unknown when AWS cannot be reached, says why, and does not throw', async () => {
    useEmulator(site.account, 'http://127.0.0.1:1');
    const unreachable = connectAws({});
    const evidence = await new EvidenceReader(unreachable).look(look, now, now);
    expect(evidence).toMatchObject({ alarms: [{ name: 'errors', state: 'unknown', fired: false }], requests: null });
    expect(evidence.trouble).toEqual([expect.stringContaining('ECONNREFUSED')]);
    useEmulator(site.account);
    expect(await new EvidenceReader(unreachable).look(look, now, now)).toMatchObject({ requests: 0, trouble: [] });
  });

  test('that fails in one Region succeeds in another', async () => {
    const throttled = answeringMetrics(() => {
      throw Object.assign(new Error('Rate exceeded'), { name: 'ThrottlingException' });
    });
    const clients = new Map([
      ['us-west-2', throttled],
      ['eu-west-1', site.cloudWatch],
    ]);
    const reader = new EvidenceReader(async ({ region, account }) => {
      const usual = await site.aws({ region, account });
      return { ...usual, cloudWatch: clients.get(region) ?? usual.cloudWatch };
    });
    const [bad, good] = await Promise.all([reader.look(look, now, now), reader.look({ ...look, region: 'eu-west-1' }, now, now)]);
    expect(bad.trouble).toEqual(['ThrottlingException: Rate exceeded']); // once, though alarms and requests both failed
    expect(good).toMatchObject({ alarms: [{ state: 'ok' }], requests: 0, trouble: [] });
  });
});
