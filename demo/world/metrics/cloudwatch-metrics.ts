import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { clientSettings, scopeKey } from '../scope';
import { namespace } from './metric-data';
import type { PutMetrics } from './publisher';

// No retries: the publisher keeps what fails and sends it a second later. A retry within the call could count a request twice.
const noRetries = { maxAttempts: 1, requestHandler: { connectionTimeout: 1_000, requestTimeout: 5_000 } };

/** Puts metrics into CloudWatch at the endpoint, with one client for each account and Region. */
export function metricsAt(endpoint: string): PutMetrics {
  const clients = new Map<string, CloudWatchClient>();
  return async (scope, data) => {
    const client = clients.get(scopeKey(scope)) ?? new CloudWatchClient({ ...clientSettings(endpoint, scope), ...noRetries });
    clients.set(scopeKey(scope), client);
    try {
      await client.send(new PutMetricDataCommand({ Namespace: namespace, MetricData: data }));
    } catch (err) {
      // A restarted emulator does not know earlier sessions and would use another account, so assume the role again.
      clients.delete(scopeKey(scope));
      client.destroy();
      throw err;
    }
  };
}
