import type { Look } from '../../../pipeline/plan/bake-plan';
import type { Aws } from '../accounts';
import { alarmReader, type ReadAlarm } from './alarms';
import { trafficReader } from './traffic';

/** What one look read. `requests` is `null` if the count cannot be read; `trouble` says why something could not be read, for people. */
export interface Evidence {
  readonly alarms: readonly ReadAlarm[];
  readonly requests: number | null;
  readonly trouble: readonly string[];
}

type Readers = { readonly alarms: ReturnType<typeof alarmReader>; readonly traffic: ReturnType<typeof trafficReader> };

/** How long a look waits for others in the same account and Region, to share calls with them. */
const windowMs = 100;

/** Reads alarms and traffic for all bakes of a worker; bakes that look at the same moment share their calls. */
export class EvidenceReader {
  private readonly readers = new Map<string, Promise<Readers>>();

  constructor(private readonly aws: Aws) {}

  /** Looks once. Never rejects: what cannot be read is unknown, which is never ok, and `trouble` says why. */
  async look(look: Look, sinceMs: number, nowMs: number): Promise<Evidence> {
    const trouble: string[] = [];
    const note = (err: unknown) => void trouble.push(err instanceof Error ? `${err.name}: ${err.message}` : String(err));
    const [alarms, requests] = await Promise.all([
      this.alarms(look, sinceMs).catch((err) => {
        note(err);
        return look.alarms.map((name) => ({ name, state: 'unknown' as const, fired: false, exists: true }));
      }),
      this.requests(look, sinceMs, nowMs).catch((err) => {
        note(err);
        return null;
      }),
    ]);
    return { alarms, requests, trouble: [...new Set(trouble)] };
  }

  private async alarms(look: Look, sinceMs: number): Promise<ReadAlarm[]> {
    return look.alarms.length === 0 ? [] : await (await this.at(look)).alarms({ names: look.alarms, sinceMs });
  }

  /** 0, which is a count, if no traffic is asked for. */
  private async requests(look: Look, sinceMs: number, nowMs: number): Promise<number | null> {
    if (look.traffic === undefined) return 0;
    return (await (await this.at(look)).traffic({ query: look.traffic, sinceMs, untilMs: nowMs })).requests;
  }

  private at(look: Look): Promise<Readers> {
    const key = `${look.account}/${look.region}`;
    const readers = this.readers.get(key) ?? this.connect(look);
    this.readers.set(key, readers);
    readers.catch(() => this.readers.delete(key));
    return readers;
  }

  private async connect(look: Look): Promise<Readers> {
    const { cloudWatch } = await this.aws(look);
    return { alarms: alarmReader(cloudWatch, windowMs), traffic: trafficReader(cloudWatch, windowMs) };
  }
}
