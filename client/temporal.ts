import { Client, Connection } from '@temporalio/client';
import { temporalConfig } from '../temporal.config';
import { Refusal } from './cli/refusal';

/** Does something with a Temporal client and closes it. A server that does not answer is said in a sentence, with exit code 3. */
export async function withTemporal<T>(use: (client: Client) => Promise<T>): Promise<T> {
  const { connection: options, namespace } = temporalConfig();
  const connection = await Connection.connect({ ...options, connectTimeout: '5s' }).catch((err) => {
    const address = options?.address ?? 'localhost:7233';
    throw new Refusal(
      3,
      `Temporal does not answer at ${address}: start a server, or set TEMPORAL_ADDRESS (${err instanceof Error ? err.message : String(err)})`,
    );
  });
  try {
    return await use(new Client({ connection, namespace }));
  } finally {
    await connection.close();
  }
}
