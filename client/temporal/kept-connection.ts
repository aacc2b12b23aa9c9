import { Client, type Connection } from '@temporalio/client';
import { connect, isUnreachable, refusalOf } from './connect';

type Use<T> = (client: Client, connection: Connection) => Promise<T>;
type Open = Awaited<ReturnType<typeof connect>>;

/** A connection, and what is being done on it. */
interface Kept {
  readonly opening: Promise<Open>;
  readonly uses: Set<Promise<unknown>>;
}

/** How long a connection that was there already may be silent; the server is near, and who pushes waits. */
const silentForMs = 2_000;

/** How long a call may take on a new one. */
const answerTimeoutMs = 5_000;

/**
 * A connection to Temporal that is made once and kept, for what has to answer fast. One that fell silent is given up for a new one: gRPC
 * would mend it too, but waits for up to two minutes before it tries.
 */
export class KeptTemporal {
  private kept: Kept | undefined;

  /** Does something that may be done twice with a client. Rejects with a sentence where the server cannot be reached. */
  async use<T>(use: Use<T>): Promise<T> {
    const before = this.kept;
    const first = before === undefined ? undefined : await this.onKept(before, use);
    return first === undefined ? await this.onNew(use) : first.answer;
  }

  /** Waits for what is being done. */
  async close(): Promise<void> {
    if (this.kept !== undefined) await this.giveUp(this.kept);
  }

  /** `undefined` where the connection is silent, or was given up meanwhile by somebody else for that. */
  private async onKept<T>(before: Kept, use: Use<T>): Promise<{ answer: T } | undefined> {
    const open = await before.opening;
    if (this.kept !== before) return undefined;
    try {
      return { answer: await within(silentForMs, before, open, use) };
    } catch (err) {
      if (!isUnreachable(err)) throw refusalOf(err, open);
      void this.giveUp(before);
      return undefined;
    }
  }

  private async onNew<T>(use: Use<T>): Promise<T> {
    this.kept ??= this.connecting();
    const { kept } = this;
    const open = await kept.opening;
    try {
      return await within(answerTimeoutMs, kept, open, use);
    } catch (err) {
      throw refusalOf(err, open);
    }
  }

  private connecting(): Kept {
    const opening = connect();
    opening.catch(() => {
      this.kept = undefined; // whoever comes next tries anew
    });
    return { opening, uses: new Set() };
  }

  /** Nobody begins on it any more. It is closed when all have ended: a call that is about to be tried again would find it gone, and throw. */
  private async giveUp(before: Kept): Promise<void> {
    if (this.kept === before) this.kept = undefined;
    const open = await before.opening.catch(() => undefined); // there is nothing to close, and whoever waited for it has heard why
    await Promise.allSettled(before.uses);
    await open?.connection.close();
  }
}

async function within<T>(ms: number, { uses }: Kept, { connection, namespace }: Open, use: Use<T>): Promise<T> {
  const using = connection.withDeadline(Date.now() + ms, () => use(new Client({ connection, namespace }), connection));
  uses.add(using);
  try {
    return await using;
  } finally {
    uses.delete(using);
  }
}
