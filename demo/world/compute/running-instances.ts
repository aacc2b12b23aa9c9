import { type Share, type Target, type Zone, zoneKey } from '../target';
import type { Instance } from './instance';

/** A zone in which at least one instance runs. */
export interface RunningZone {
  readonly zone: Zone;
  readonly shares: ReadonlyMap<Share, Instance>;
}

/** The instances that run, by zone and share. */
export class RunningInstances {
  readonly #zones = new Map<string, { zone: Zone; shares: Map<Share, Instance> }>();

  /** Every zone in which an instance runs. */
  zones(): Iterable<RunningZone> {
    return this.#zones.values();
  }

  /** The instances of a zone, by share. */
  sharesIn(zone: Zone): ReadonlyMap<Share, Instance> {
    return this.#zones.get(zoneKey(zone))?.shares ?? new Map();
  }

  /** From now on this instance runs at the target. Returns what ran there before. */
  replace({ share, ...zone }: Target, instance: Instance): Instance | undefined {
    const running = this.#zones.get(zoneKey(zone)) ?? { zone, shares: new Map<Share, Instance>() };
    this.#zones.set(zoneKey(zone), running);
    const old = running.shares.get(share);
    running.shares.set(share, instance);
    return old;
  }

  /** From now on nothing runs at the target. Returns what ran there before. */
  remove({ share, ...zone }: Target): Instance | undefined {
    const running = this.#zones.get(zoneKey(zone));
    const old = running?.shares.get(share);
    running?.shares.delete(share);
    if (running?.shares.size === 0) this.#zones.delete(zoneKey(zone));
    return old;
  }
}
