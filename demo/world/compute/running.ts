import { type Share, type Target, type Zone, zoneKey } from '../target';
import type { Instance } from './instance';

/** A zone and what runs in it; something does. */
export interface RunningZone {
  readonly zone: Zone;
  readonly shares: ReadonlyMap<Share, Instance>;
}

/** What runs where. */
export class Running {
  readonly #zones = new Map<string, { zone: Zone; shares: Map<Share, Instance> }>();

  /** Every zone in which something runs. */
  zones(): Iterable<RunningZone> {
    return this.#zones.values();
  }

  /** What runs in a zone, by share. */
  sharesIn(zone: Zone): ReadonlyMap<Share, Instance> {
    return this.#zones.get(zoneKey(zone))?.shares ?? new Map();
  }

  /** From now on this runs at the target. Answers with what ran before. */
  replace({ share, ...zone }: Target, fresh: Instance): Instance | undefined {
    const running = this.#zones.get(zoneKey(zone)) ?? { zone, shares: new Map<Share, Instance>() };
    this.#zones.set(zoneKey(zone), running);
    const old = running.shares.get(share);
    running.shares.set(share, fresh);
    return old;
  }

  /** From now on nothing runs at the target. Answers with what ran before. */
  take({ share, ...zone }: Target): Instance | undefined {
    const running = this.#zones.get(zoneKey(zone));
    const old = running?.shares.get(share);
    running?.shares.delete(share);
    if (running?.shares.size === 0) this.#zones.delete(zoneKey(zone));
    return old;
  }
}
