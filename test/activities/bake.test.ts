import { EvidenceReader } from '../../activities/aws/cloudwatch/evidence-reader';
import { bake } from '../../activities/bake';
import type { BakeOutcome } from '../../activities/contract';
import { watch } from '../../activities/watch';
import type { BakePlan } from '../../pipeline/plan/bake-plan';
import { anAlarm, answeringMetrics, query, requests, setState } from './builders/a-cloudwatch';
import { type ASite, aSite } from './builders/a-site';
import { anActivitySince } from './builders/an-activity';

const minuteMs = 60_000;
/** A bake began at a whole minute, some minutes ago. */
const began = Math.floor(Date.now() / minuteMs) * minuteMs - 20 * minuteMs;

const expired = () =>
  answeringMetrics(() => {
    throw Object.assign(new Error('The security token included in the request is expired'), { name: 'ExpiredToken' });
  });

/** A bake of five minutes and a hundred requests, given up after ten. */
function baked(site: ASite, elapsedMs: number, sinceMs = began): Promise<BakeOutcome> {
  const plan: BakePlan = {
    of: 'zone',
    criteria: { forMs: 5 * minuteMs, minimumRequests: 100, deadlineMs: 10 * minuteMs },
    look: { account: site.account, region: site.region, alarms: ['errors'], traffic: query },
    everyMs: 1_000,
  };
  return anActivitySince(sinceMs, elapsedMs).run(bake({ reader: new EvidenceReader(site.aws) }), plan);
}

/** Nothing is wrong, and a hundred requests were seen in the second minute. */
async function aQuietSite(): Promise<ASite> {
  const site = aSite();
  await anAlarm(site.cloudWatch, 'errors', 'OK');
  await requests(site.cloudWatch, 100, began + minuteMs);
  return site;
}

const notYet = (message: string) => ({ type: 'NotYet', category: 'BENIGN', nonRetryable: false, message });

describe('a bake', () => {
  test('waits until its time has passed, without alarm, and says how long', async () => {
    await expect(baked(await aQuietSite(), 2 * minuteMs)).rejects.toMatchObject(notYet('3 min left'));
  });

  test('waits for more requests if it has seen too few', async () => {
    const site = aSite();
    await anAlarm(site.cloudWatch, 'errors', 'OK');
    await requests(site.cloudWatch, 63, began + minuteMs);
    await expect(baked(site, 6 * minuteMs)).rejects.toMatchObject(notYet('63 of 100 requests seen'));
  });

  test('waits for an alarm without data', async () => {
    const site = await aQuietSite();
    await setState(site.cloudWatch, 'errors', 'INSUFFICIENT_DATA');
    await expect(baked(site, 6 * minuteMs)).rejects.toMatchObject(notYet('alarm errors cannot be read'));
  });

  test('ends healthy when its time has passed, it has seen enough requests and its alarms are quiet', async () => {
    expect(await baked(await aQuietSite(), 5 * minuteMs, began)).toEqual({
      kind: 'healthy',
      because: '100 requests seen, 1 alarms quiet',
    });
  });

  test('ends unhealthy as soon as an alarm fires, also if it is quiet again by then', async () => {
    const [firing, blinked] = [await aQuietSite(), await aQuietSite()];
    await setState(firing.cloudWatch, 'errors', 'ALARM');
    await setState(blinked.cloudWatch, 'errors', 'ALARM');
    await setState(blinked.cloudWatch, 'errors', 'OK');
    const unhealthy = { kind: 'unhealthy', because: 'alarm errors fired' };
    expect(await baked(firing, 1)).toEqual(unhealthy);
    expect(await baked(blinked, 1)).toEqual(unhealthy);
  });

  test('is inconclusive if something is still missing at its deadline', async () => {
    const site = aSite();
    await anAlarm(site.cloudWatch, 'errors', 'OK');
    expect(await baked(site, 10 * minuteMs)).toEqual({ kind: 'inconclusive', because: '0 of 100 requests seen' });
  });

  test('R19: is inconclusive at its deadline, never healthy, if every look failed, and says why', async () => {
    const site = aSite().through({ cloudWatch: expired() });
    expect(await baked(site, 10 * minuteMs)).toEqual({
      kind: 'inconclusive',
      because: 'the number of requests cannot be read; ExpiredToken: The security token included in the request is expired',
    });
  });

  test('R40: waits if its credentials expire, and says why', async () => {
    const site = aSite().through({ cloudWatch: expired() });
    await expect(baked(site, 6 * minuteMs)).rejects.toMatchObject(
      notYet('the number of requests cannot be read; ExpiredToken: The security token included in the request is expired'),
    );
  });
});

describe('a watch', () => {
  const watched = (site: ASite, alarms: readonly string[], elapsedMs: number) =>
    anActivitySince(began, elapsedMs).run(watch({ reader: new EvidenceReader(site.aws) }), {
      look: { account: site.account, region: site.region, alarms },
    });

  test('never ends while no alarm fires, however long it lasts', async () => {
    const site = await aQuietSite();
    await expect(watched(site, ['errors'], 1e9)).rejects.toMatchObject(notYet('1 alarms watched, none fired'));
  });

  test('says what it cannot read', async () => {
    const site = aSite().through({ cloudWatch: expired() });
    await expect(watched(site, ['errors'], 1)).rejects.toMatchObject(
      notYet('1 alarms watched, none fired; ExpiredToken: The security token included in the request is expired'),
    );
  });

  test('ends with the names of the alarms that fired', async () => {
    const site = await aQuietSite();
    await anAlarm(site.cloudWatch, 'latency', 'ALARM', 'OK');
    await anAlarm(site.cloudWatch, 'throttles', 'ALARM');
    expect(await watched(site, ['errors', 'latency', 'throttles'], 1)).toEqual({ because: 'alarms latency, throttles fired' });
  });
});
