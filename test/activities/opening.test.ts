import { opening } from '../../activities/opening';
import type { Windows } from '../../pipeline/model/windows';
import { anActivitySince } from './builders/an-activity';

const office: Windows = { timeZone: 'Europe/Berlin', open: [{ days: ['tue'], from: '09:00', to: '16:00' }] };

/** The outcome at a moment of the server's clock, whatever this machine's clock says. */
const openingAt = async (at: string, windows: Windows = office) =>
  await anActivitySince(Date.parse(at), 0).run(opening, { windows });

describe('the windows of a stage', () => {
  test('are open by the clock of their time zone, from their first moment to their last', async () => {
    expect(await openingAt('2026-11-24T08:00:00Z')).toEqual({ kind: 'open' });
    expect(await openingAt('2026-11-24T14:59:59.999Z')).toEqual({ kind: 'open' });
  });

  test('are closed at other times, and say until when', async () => {
    const because = 'waits for its window: opens Tue 09:00 Europe/Berlin';
    const opensAtMs = Date.parse('2026-11-24T08:00:00Z');
    expect(await openingAt('2026-11-24T07:59:59.999Z')).toEqual({ kind: 'closed', because, opensAtMs });
    const next = 'waits for its window: opens Tue 2026-12-01 09:00 Europe/Berlin';
    expect(await openingAt('2026-11-24T15:00:00Z')).toMatchObject({ kind: 'closed', because: next });
  });

  test('are checked at the time of this attempt, not of the first', async () => {
    const later = anActivitySince(Date.parse('2026-11-24T07:00:00Z'), 3_600_000);
    expect(await later.run(opening, { windows: office })).toEqual({ kind: 'open' });
  });

  test('fail for good if their time zone is unknown, or they never open', async () => {
    await expect(openingAt('2026-11-24T08:00:00Z', { ...office, timeZone: 'Europe/Berln' })).rejects.toMatchObject({
      nonRetryable: true,
      message: '"Europe/Berln" is not a time zone: write a name such as Europe/Berlin or UTC',
    });
    await expect(
      openingAt('2026-11-24T08:00:00Z', { ...office, open: [{ days: [], from: '09:00', to: '10:00' }] }),
    ).rejects.toMatchObject({
      nonRetryable: true,
      message: 'its windows never open: correct their hours, and merge again',
    });
  });
});
