import { status } from '@grpc/grpc-js';
import { Client, Connection, NamespaceNotFoundError } from '@temporalio/client';
import { temporalConfig } from '../../temporal.config';
import { errorMessage } from '../error-message';
import { Refusal } from '../refusal';
import { grpcError, isUnreachable } from './unanswered';

/** Does something with a Temporal client and closes its connection. Rejects with a `Refusal` if the server does not answer or refuses. */
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

/** Connects as `TEMPORAL_*` say. Rejects with a `Refusal` if nothing answers there or the settings cannot be read. */
export async function connect() {
  const config = configured();
  const connection = await Connection.connect({ ...config.connection, connectTimeout: '5s' }).catch((err) => {
    throw noServer(config.address, errorMessage(err));
  });
  return { ...config, options: config.connection, connection };
}

/** The settings that `TEMPORAL_*` and profiles name. Throws a `Refusal` if they cannot be read. */
export function configured() {
  try {
    const config = temporalConfig();
    return { ...config, address: config.connection?.address ?? 'localhost:7233' };
  } catch (err) {
    throw new Refusal(2, `the settings for Temporal (TEMPORAL_*) cannot be read: ${errorMessage(err).trimEnd()}`);
  }
}

interface Server {
  readonly address: string;
  readonly namespace: string;
}

/** A server's refusal, or its silence, as a `Refusal`; any other error is a bug and is returned as it is. */
export function refusalOf(err: unknown, { address, namespace }: Server): unknown {
  const where = `Temporal at ${address}, namespace ${namespace}`;
  if (err instanceof NamespaceNotFoundError) return new Refusal(3, `${where}: this namespace does not exist`);
  const cause = grpcError(err);
  if (cause === undefined) return err;
  if (isUnreachable(cause)) return noServer(address, cause.details.split(',')[0] ?? ''); // gRPC adds its own states after a comma
  const isWrongUse = cause.code === status.INVALID_ARGUMENT; // such as an id that is empty or too long
  return new Refusal(isWrongUse ? 2 : 3, `${where} refuses: ${cause.details}`);
}

const noServer = (address: string, why: string): Refusal =>
  new Refusal(3, `Temporal does not answer at ${address}: start a server, or set TEMPORAL_ADDRESS (${why})`);
