import { Lookout } from '../../activities/cloudwatch/lookout';
import type { GatesOutcome } from '../../activities/contract';
import { gates } from '../../activities/gates';
import type { BuiltRelease } from '../../pipeline/release';
import { anAlarm } from './a-cloudwatch';
import { aSite } from './a-site';
import { aRelease, note } from './a-stack';
import { anActivitySince } from './an-activity';

const site = aSite();
const alarm = { Alarm: { Type: 'AWS::CloudWatch::Alarm', Properties: { AlarmName: 'errors' } } };

function asked(alarms: readonly string[], { release = aRelease(note('one')), wait = false } = {}): Promise<GatesOutcome> {
  return ask(alarms, release, wait);
}

async function ask(alarms: readonly string[], release: BuiltRelease, wait: boolean): Promise<GatesOutcome> {
  const look = { account: site.account, region: site.region, alarms };
  const input = { release: await site.keep(release), places: [{ look, targets: [site.target('api')] }], wait };
  return await anActivitySince(Date.now(), 0).run(gates({ lookout: new Lookout(site.aws), releases: site.releases }), input);
}

const nowhere =
  'alarm errors does not exist in us-west-2 and no template of the release declares it: create it, or correct its name';

describe('the gate of quiet alarms', () => {
  it('is open when each exists and is ok', async () => {
    await anAlarm(site.cloudWatch, 'quiet', 'OK');
    expect(await asked(['quiet'])).toEqual({ kind: 'open' });
  });

  it('is closed by an alarm that is nowhere, and names it', async () => {
    expect(await asked(['errors'])).toEqual({ kind: 'closed', because: nowhere });
  });

  it('is open for an alarm that a template of the release will bring', async () => {
    expect(await asked(['errors'], { release: aRelease(alarm) })).toEqual({ kind: 'open' });
  });

  it('is closed by one that fires, also where a template declares it', async () => {
    await anAlarm(site.cloudWatch, 'loud', 'ALARM');
    const declares = aRelease({ Alarm: { ...alarm.Alarm, Properties: { AlarmName: 'loud' } } });
    const because = 'alarm loud in us-west-2 is firing';
    expect(await asked(['loud'], { release: declares })).toEqual({ kind: 'closed', because });
  });

  it('is closed by one without data', async () => {
    await anAlarm(site.cloudWatch, 'silent', 'INSUFFICIENT_DATA');
    const because = 'alarm silent in us-west-2 cannot be read, or has no data';
    expect(await asked(['silent'])).toEqual({ kind: 'closed', because });
  });

  it('names every alarm that closes it', async () => {
    await anAlarm(site.cloudWatch, 'loud', 'ALARM');
    expect(await asked(['loud', 'errors'])).toEqual({
      kind: 'closed',
      because: `alarm loud in us-west-2 is firing; ${nowhere}`,
    });
  });

  it('told to wait answers only when it is open, and says meanwhile what it waits for', async () => {
    await expect(asked(['errors'], { wait: true })).rejects.toMatchObject({
      type: 'NotYet',
      category: 'BENIGN',
      message: nowhere,
    });
    await anAlarm(site.cloudWatch, 'quiet', 'OK');
    expect(await asked(['quiet'], { wait: true })).toEqual({ kind: 'open' });
  });
});
