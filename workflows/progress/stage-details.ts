import { setCurrentDetails } from '@temporalio/workflow';
import { table } from './table';

/** A wave as a small table for the Temporal Web UI: each Region, how it stands and why. It decides nothing. */
export class StageDetails {
  private readonly rows: Map<string, readonly [state: string, why: string]>;

  constructor(
    private readonly stage: string,
    regions: readonly string[],
  ) {
    this.rows = new Map(regions.map((name) => [name, ['under way', '']]));
    this.show();
  }

  /** A Region has answered. */
  region(name: string, state: 'good' | 'put back', why = ''): void {
    this.rows.set(name, [state, why]);
    this.show();
  }

  private show(): void {
    const rows = [...this.rows].map(([name, [state, why]]) => [name, state, why]);
    setCurrentDetails([`**${this.stage}**`, '', ...table(['Region', 'state', 'why'], rows)].join('\n'));
  }
}
