import { Client, Connection, isGrpcServiceError, NamespaceNotFoundError, ServiceError } from '@temporalio/client';
import { temporalConfig } from '../../temporal.config';
import { Refusal } from '../refusal';

/**
 * Does something with a Temporal client and closes it. A server that does not answer, or refuses, is said in a sentence, with exit code 3.
 */
export async function withTemporal<T>(use: (client: Client, connection: Connection) => Promise<T>): Promise<T> {
  const { address, namespace, connection } = await connect();
  try {
    return await use(new Client({ connection, namespace }), connection);
  } catch (err) {
    throw refusalOf(err, { address, namespace });
  } finally {
    await connection.close();
  }
}

/** Connects with what `TEMPORAL_*` say. Rejects with a sentence where nothing answers there, or where they make no sense. */
export async function connect() {
  const config = configured();
  const address = config.connection?.address ?? 'localhost:7233';
  const connection = await Connection.connect({ ...config.connection, connectTimeout: '5s' }).catch((err) => {
    throw new Refusal(3, `Temporal does not answer at ${address}: start a server, or set TEMPORAL_ADDRESS (${messageOf(err)})`);
  });
  return { ...config, options: config.connection, address, connection };
}

/** What `TEMPORAL_*` and profiles say. Refuses what makes no sense. */
export function configured() {
  try {
    return temporalConfig();
  } catch (err) {
    throw new Refusal(2, `the settings for Temporal, which TEMPORAL_* name, cannot be read: ${messageOf(err).trimEnd()}`);
  }
}

/** gRPC's own number for what is wrong with what was asked, and not with the server: an id that is empty, or too long. */
const invalidArgument = 3;

/** What the server itself refuses is an answer; anything else is a bug and stays one. */
export function refusalOf(err: unknown, at: { readonly address: string; readonly namespace: string }): unknown {
  const where = `${at.address}, namespace ${at.namespace}`;
  if (err instanceof NamespaceNotFoundError) return new Refusal(3, `Temporal at ${where}: there is no such namespace`);
  const cause = err instanceof ServiceError ? err.cause : err;
  if (!isGrpcServiceError(cause)) return err;
  return new Refusal(cause.code === invalidArgument ? 2 : 3, `Temporal at ${where} refuses: ${cause.details}`);
}

/** gRPC's own numbers for a connection on which nothing comes back: cancelled, deadline exceeded, unavailable. */
const silent = [1, 4, 14];

/** Whether a call failed because the server could not be reached, or went away in the middle of an answer. */
export function isUnreachable(err: unknown): boolean {
  const cause = err instanceof ServiceError ? err.cause : err;
  return isGrpcServiceError(cause) && silent.includes(cause.code);
}

const messageOf = (err: unknown): string => (err instanceof Error ? err.message : String(err));
