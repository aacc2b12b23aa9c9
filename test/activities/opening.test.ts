import { opening } from '../../activities/opening';
import type { Windows } from '../../pipeline/model/windows';
import { anActivitySince } from './builders/an-activity';

const office: Windows = { timeZone: 'Europe/Berlin', open: [{ days: ['tue'], from: '09:00', to: '16:00' }] };

/** What it answers at a moment of the server's clock, whatever the clock of this machine says. */
const asked = async (at: string, windows: Windows = office) => await anActivitySince(Date.parse(at), 0).run(opening, { windows });

describe('the windows of a stage', () => {
  it('are open by the clock of their time zone, from the first moment to the last', async () => {
    expect(await asked('2026-11-24T08:00:00Z')).toEqual({ kind: 'open' });
    expect(await asked('2026-11-24T14:59:59.999Z')).toEqual({ kind: 'open' });
  });

  it('are closed else, and say until when', async () => {
    const because = 'waits for its window: opens Tue 09:00 Europe/Berlin';
    const opensAtMs = Date.parse('2026-11-24T08:00:00Z');
    expect(await asked('2026-11-24T07:59:59.999Z')).toEqual({ kind: 'closed', because, opensAtMs });
    const next = 'waits for its window: opens Tue 2026-12-01 09:00 Europe/Berlin';
    expect(await asked('2026-11-24T15:00:00Z')).toMatchObject({ kind: 'closed', because: next });
  });

  it('are looked at by the time of this attempt, not of the first', async () => {
    const later = anActivitySince(Date.parse('2026-11-24T07:00:00Z'), 3_600_000);
    expect(await later.run(opening, { windows: office })).toEqual({ kind: 'open' });
  });

  it('that no data knows a time zone for, or that never open, are a failure that no retry changes', async () => {
    await expect(asked('2026-11-24T08:00:00Z', { ...office, timeZone: 'Europe/Berln' })).rejects.toMatchObject({
      nonRetryable: true,
      message: 'no time zone is called "Europe/Berln": write its name, as in Europe/Berlin or UTC',
    });
    await expect(
      asked('2026-11-24T08:00:00Z', { ...office, open: [{ days: [], from: '09:00', to: '10:00' }] }),
    ).rejects.toMatchObject({
      nonRetryable: true,
      message: 'its windows never open: mend their hours, and merge again',
    });
  });
});
