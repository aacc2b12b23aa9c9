import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { clientSettings, scopeKey } from '../scope';
import { namespace } from './metric-data';
import type { PutMetrics } from './publisher';

// One try: what fails is kept and sent again a second later. A second try within the call could count a request twice.
const oneTry = { maxAttempts: 1, requestHandler: { connectionTimeout: 1_000, requestTimeout: 5_000 } };

/** Puts metrics into the CloudWatch at the endpoint, with one client an account and Region. */
export function metricsOf(endpoint: string): PutMetrics {
  const clients = new Map<string, CloudWatchClient>();
  return async (scope, data) => {
    const client = clients.get(scopeKey(scope)) ?? new CloudWatchClient({ ...clientSettings(endpoint, scope), ...oneTry });
    clients.set(scopeKey(scope), client);
    try {
      await client.send(new PutMetricDataCommand({ Namespace: namespace, MetricData: data }));
    } catch (err) {
      // An emulator that was started anew knows no session of before, and takes it for another account's.
      clients.delete(scopeKey(scope));
      client.destroy();
      throw err;
    }
  };
}
