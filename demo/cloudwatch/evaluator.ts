import { setMaxListeners } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import { requireLoopback } from '../../local/loopback';
import { updateAlarms } from './update-alarms';

/** An account and one of its Regions: the same as `Site` in `activities/`. */
export interface Scope {
  /** Twelve digits. */
  readonly account: string;
  readonly region: string;
}

export interface EvaluatorOptions {
  /** The emulator's URL, which must be on this machine. */
  readonly endpoint: string;
  readonly scopes: readonly Scope[];
  /** The pause between two evaluations of a scope. */
  readonly intervalMs: number;
  /** Receives a line when a scope can no longer be evaluated, and one when it can again. */
  readonly say?: (line: string) => void;
}

export interface Evaluator {
  /** Resolves when the last evaluation has ended. */
  stop(): Promise<void>;
}

/** A call to the emulator never takes this long, unless the emulator hangs; then the call is aborted and tried again. */
const timeouts = { requestHandler: { requestTimeout: 5_000, throwOnRequestTimeout: true }, maxAttempts: 1 };

/**
 * Does for an emulator what CloudWatch does by itself: keeps the state of every metric alarm up to date with its metric.
 *
 * Each account and Region has a loop of its own, so one that hangs or fails does not delay the others. If the emulator is down, that is
 * reported once, and the evaluator keeps trying.
 */
export function startEvaluator({ endpoint, scopes, intervalMs, say = console.error }: EvaluatorOptions): Evaluator {
  requireLoopback(endpoint);
  const stopping = new AbortController();
  setMaxListeners(0, stopping.signal); // every scope adds a listener: more than ten are not a leak
  const loops = scopes.map((scope) => evaluateRepeatedly({ endpoint, scope, intervalMs, say }, stopping.signal));
  return {
    async stop() {
      stopping.abort();
      await Promise.all(loops);
    },
  };
}

interface ScopeOptions {
  readonly endpoint: string;
  readonly scope: Scope;
  readonly intervalMs: number;
  readonly say: (line: string) => void;
}

async function evaluateRepeatedly({ endpoint, scope, intervalMs, say }: ScopeOptions, stopping: AbortSignal): Promise<void> {
  const where = `the alarms of ${scope.account} in ${scope.region}`;
  let client = connect(endpoint, scope);
  let isFailing = false;
  while (!stopping.aborted) {
    try {
      await updateAlarms({ client, nowMs: Date.now(), abortSignal: stopping });
      if (isFailing) say(`${where} are evaluated again`);
      isFailing = false;
    } catch (err) {
      if (!isFailing && !stopping.aborted) say(`${where} cannot be evaluated, trying again: ${reasonOf(err)}`);
      isFailing = true;
      client.destroy();
      client = connect(endpoint, scope); // a restarted emulator does not know earlier sessions: assume the role again
    }
    await pause(intervalMs, undefined, { signal: stopping }).catch(() => undefined);
  }
  client.destroy();
}

/** Assuming a role is what selects the account, on the emulator as on AWS. The keys are invalid on purpose. */
function connect(endpoint: string, { account, region }: Scope): CloudWatchClient {
  const credentials = fromTemporaryCredentials({
    masterCredentials: { accessKeyId: 'slipway', secretAccessKey: 'slipway' },
    params: { RoleArn: `arn:aws:iam::${account}:role/slipway`, RoleSessionName: 'alarm-evaluator' },
    clientConfig: { endpoint, region, ...timeouts },
  });
  return new CloudWatchClient({ endpoint, region, credentials, ...timeouts });
}

const reasonOf = (err: unknown): string => (err instanceof Error ? err.message || err.name : String(err));
