import { Client, Connection } from '@temporalio/client';
import { configured, refusalOf } from './connect';

/**
 * How gRPC reconnects. By default it may wait up to two minutes before it tries again, which is too long for a person who pushes. The pings
 * find a connection whose server has silently vanished; Temporal closes a connection that pings more often than every 10 s.
 */
const channelArgs = {
  'grpc.initial_reconnect_backoff_ms': 100,
  'grpc.max_reconnect_backoff_ms': 500,
  'grpc.keepalive_time_ms': 11_000,
  'grpc.keepalive_timeout_ms': 2_000,
  'grpc.keepalive_permit_without_calls': 1,
};

/** How long everything that one use does may take, reconnecting included. */
const useTimeoutMs = 5_000;

/**
 * A connection to Temporal that is made once and kept, for a process that has to answer fast. It connects with the first use; gRPC
 * reconnects after the server was away. The constructor throws a `Refusal` if the settings cannot be read.
 */
export class KeptConnection {
  private readonly config = configured();
  private readonly connection = Connection.lazy({ ...this.config.connection, channelArgs });
  private readonly client = new Client({ connection: this.connection, namespace: this.config.namespace });

  private readonly uses = new Set<Promise<unknown>>();

  /** Does something with a client. Rejects with a `Refusal` if the server cannot be reached or refuses. */
  async use<T>(use: (client: Client, connection: Connection) => Promise<T>): Promise<T> {
    const using = this.connection.withDeadline(Date.now() + useTimeoutMs, () => use(this.client, this.connection));
    this.uses.add(using);
    try {
      return await using;
    } catch (err) {
      throw refusalOf(err, this.config);
    } finally {
      this.uses.delete(using);
    }
  }

  /** Waits for every use first: a call that gRPC tries again on a closed connection throws where nobody can catch it. */
  async close(): Promise<void> {
    await Promise.allSettled(this.uses);
    await this.connection.close();
  }
}
