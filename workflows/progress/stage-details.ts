import type { LevelStatus } from '../messages/level-messages';
import { table } from './table';
import { troubleLines } from './trouble-lines';

/** A Region of a stage, as its row in the table says. */
export interface RegionRow {
  readonly name: string;
  readonly standing: string;
  readonly why: string;
}

/** A stage as a small table for the Temporal Web UI: each Region, how it stands and why. A stuck stage says so above the table. */
export const stageDetails = (
  name: string,
  regions: readonly RegionRow[],
  { standing, why, action, troubles }: LevelStatus,
): string =>
  [
    `**${name}**${standing === 'under way' ? '' : `, ${standing}: ${why}`}${action === undefined ? '' : `. ${action}`}`,
    ...troubleLines(troubles),
    '',
    ...table(
      ['Region', 'state', 'why'],
      regions.map((region) => [region.name, region.standing, region.why]),
    ),
  ].join('\n');
