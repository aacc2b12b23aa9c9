import { Client, type Connection } from '@temporalio/client';
import { connect, isSilence, refusalOf } from './temporal';

type Use<T> = (client: Client, connection: Connection) => Promise<T>;
type Open = Awaited<ReturnType<typeof connect>>;

/** How long a connection that was there already may be silent; the server is near, and who pushes waits. */
const silentForMs = 2_000;

/** How long a call may take on a new one. */
const answerWithinMs = 5_000;

/**
 * A connection to Temporal that is made once and kept, for what has to answer fast. One that fell silent is given up for a new one: gRPC
 * would mend it too, but waits for up to two minutes before it tries.
 */
export class KeptTemporal {
  private kept: Promise<Open> | undefined;

  /** Does something that may be done twice with a client. Rejects with a sentence where the server cannot be reached. */
  async use<T>(use: Use<T>): Promise<T> {
    const before = this.kept;
    const first = before === undefined ? undefined : await this.onKept(before, use);
    return first === undefined ? await this.onNew(use) : first.answer;
  }

  async close(): Promise<void> {
    if (this.kept !== undefined) await this.giveUp(this.kept);
  }

  /** `undefined` where the connection is silent, or was given up meanwhile by somebody else for that. */
  private async onKept<T>(before: Promise<Open>, use: Use<T>): Promise<{ answer: T } | undefined> {
    const open = await before;
    try {
      return { answer: await within(silentForMs, open, use) };
    } catch (err) {
      if (this.kept === before && !isSilence(err)) throw refusalOf(err, open);
      await this.giveUp(before);
      return undefined;
    }
  }

  private async onNew<T>(use: Use<T>): Promise<T> {
    this.kept ??= this.connecting();
    const open = await this.kept;
    try {
      return await within(answerWithinMs, open, use);
    } catch (err) {
      throw refusalOf(err, open);
    }
  }

  private connecting(): Promise<Open> {
    const connecting = connect();
    connecting.catch(() => {
      this.kept = undefined; // whoever comes next tries anew
    });
    return connecting;
  }

  private async giveUp(before: Promise<Open>): Promise<void> {
    if (this.kept === before) this.kept = undefined;
    const open = await before.catch(() => undefined); // there is nothing to close, and whoever waited for it has heard why
    await open?.connection.close();
  }
}

const within = <T>(ms: number, { connection, namespace }: Open, use: Use<T>): Promise<T> =>
  connection.withDeadline(Date.now() + ms, () => use(new Client({ connection, namespace }), connection));
