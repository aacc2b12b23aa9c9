/**
 * The address and namespace of Temporal, for workers and clients, read by `@temporalio/envconfig`: `TEMPORAL_ADDRESS`,
 * `TEMPORAL_NAMESPACE`, `TEMPORAL_API_KEY`, the TLS variables and profiles mean the same as for every Temporal tool.
 */
import { loadClientConnectConfig } from '@temporalio/envconfig';

/** The task queue of Slipway's workflows and activities. */
export const taskQueue = 'slipway';

/** Options for a connection. Throws if a variable or the profile's file cannot be read. */
export function temporalConfig() {
  const { connectionOptions, namespace } = loadClientConnectConfig();
  return { connection: connectionOptions, namespace: namespace ?? 'default', taskQueue };
}
