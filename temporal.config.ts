/**
 * Where Temporal is, for worker and clients alike: a thin skin over `@temporalio/envconfig`, so that `TEMPORAL_ADDRESS`,
 * `TEMPORAL_NAMESPACE`, `TEMPORAL_API_KEY`, TLS variables and profiles mean what they mean to every Temporal tool.
 */
import { loadClientConnectConfig } from '@temporalio/envconfig';

/** Workflows and activities of Slipway. */
export const taskQueue = 'slipway';

/** What to connect with. Throws where a variable or the profile's file cannot be read. */
export function temporalConfig() {
  const { connectionOptions, namespace } = loadClientConnectConfig();
  return { connection: connectionOptions, namespace: namespace ?? 'default', taskQueue };
}
