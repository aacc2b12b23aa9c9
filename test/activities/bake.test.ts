import { Lookout } from '../../activities/aws/cloudwatch/lookout';
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
  return anActivitySince(sinceMs, elapsedMs).run(bake({ lookout: new Lookout(site.aws) }), plan);
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
  it('that has not lasted long enough waits, without alarm, and says how long', async () => {
    await expect(baked(await aQuietSite(), 2 * minuteMs)).rejects.toMatchObject(notYet('3 min left'));
  });

  it('that has seen too few requests waits for more', async () => {
    const site = aSite();
    await anAlarm(site.cloudWatch, 'errors', 'OK');
    await requests(site.cloudWatch, 63, began + minuteMs);
    await expect(baked(site, 6 * minuteMs)).rejects.toMatchObject(notYet('63 of 100 requests seen'));
  });

  it('whose alarm has no data waits for it', async () => {
    const site = await aQuietSite();
    await setState(site.cloudWatch, 'errors', 'INSUFFICIENT_DATA');
    await expect(baked(site, 6 * minuteMs)).rejects.toMatchObject(notYet('alarm errors cannot be read'));
  });

  it('ends healthy when its time has passed, its requests were seen and its alarms are quiet', async () => {
    expect(await baked(await aQuietSite(), 5 * minuteMs, began)).toEqual({
      kind: 'healthy',
      because: '100 requests seen, 1 alarms quiet',
    });
  });

  it('ends unhealthy as soon as an alarm fires, and when one fired that is quiet again', async () => {
    const [firing, blinked] = [await aQuietSite(), await aQuietSite()];
    await setState(firing.cloudWatch, 'errors', 'ALARM');
    await setState(blinked.cloudWatch, 'errors', 'ALARM');
    await setState(blinked.cloudWatch, 'errors', 'OK');
    const unhealthy = { kind: 'unhealthy', because: 'alarm errors fired' };
    expect(await baked(firing, 1)).toEqual(unhealthy);
    expect(await baked(blinked, 1)).toEqual(unhealthy);
  });

  it('that still misses something at its deadline is inconclusive', async () => {
    const site = aSite();
    await anAlarm(site.cloudWatch, 'errors', 'OK');
    expect(await baked(site, 10 * minuteMs)).toEqual({ kind: 'inconclusive', because: '0 of 100 requests seen' });
  });

  it('R19: of which every look failed is inconclusive at its deadline, never healthy, and says why', async () => {
    const site = aSite().through({ cloudWatch: expired() });
    expect(await baked(site, 10 * minuteMs)).toEqual({
      kind: 'inconclusive',
      because: 'the number of requests cannot be read; ExpiredToken: The security token included in the request is expired',
    });
  });

  it('R40: whose credentials expire waits and says why', async () => {
    const site = aSite().through({ cloudWatch: expired() });
    await expect(baked(site, 6 * minuteMs)).rejects.toMatchObject(
      notYet('the number of requests cannot be read; ExpiredToken: The security token included in the request is expired'),
    );
  });
});

describe('a watch', () => {
  const watched = (site: ASite, alarms: readonly string[], elapsedMs: number) =>
    anActivitySince(began, elapsedMs).run(watch({ lookout: new Lookout(site.aws) }), {
      look: { account: site.account, region: site.region, alarms },
    });

  it('never ends while nothing fired, however long it lasts', async () => {
    const site = await aQuietSite();
    await expect(watched(site, ['errors'], 1e9)).rejects.toMatchObject(notYet('1 alarms watched, none fired'));
  });

  it('says what it cannot see', async () => {
    const site = aSite().through({ cloudWatch: expired() });
    await expect(watched(site, ['errors'], 1)).rejects.toMatchObject(
      notYet('1 alarms watched, none fired; ExpiredToken: The security token included in the request is expired'),
    );
  });

  it('ends with the names of the alarms that fired', async () => {
    const site = await aQuietSite();
    await anAlarm(site.cloudWatch, 'latency', 'ALARM', 'OK');
    await anAlarm(site.cloudWatch, 'throttles', 'ALARM');
    expect(await watched(site, ['errors', 'latency', 'throttles'], 1)).toEqual({ because: 'alarms latency, throttles fired' });
  });
});
