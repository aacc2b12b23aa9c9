import { setMaxListeners } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import { requireLoopback } from '../../local/loopback';
import { look } from './look';

/** One place where alarms live. */
export interface Scope {
  /** Twelve digits. */
  readonly account: string;
  readonly region: string;
}

export interface EvaluatorOptions {
  /** The emulator's URL; it has to be on this machine. */
  readonly endpoint: string;
  readonly scopes: readonly Scope[];
  /** The pause between two looks at a scope. */
  readonly everyMs: number;
  /** Gets a line when a scope cannot be looked at any more, and one when it can again. */
  readonly say?: (line: string) => void;
}

export interface Evaluator {
  /** Returns when no look is going on any more. */
  stop(): Promise<void>;
}

/** No call to an emulator takes this long: one that does is given up, so that an emulator that hangs is tried again. */
const patience = { requestHandler: { requestTimeout: 5_000, throwOnRequestTimeout: true }, maxAttempts: 1 };

/**
 * Does beside an emulator what CloudWatch does by itself: keeps the state of every metric alarm in line with its metric.
 *
 * Every account and Region is looked at in a loop of its own, one look after the other, so one that hangs or fails holds up no
 * other. An emulator that is away is told of once and tried again for ever.
 */
export function startEvaluator({ endpoint, scopes, everyMs, say = console.error }: EvaluatorOptions): Evaluator {
  requireLoopback(endpoint);
  const stopping = new AbortController();
  setMaxListeners(0, stopping.signal); // every scope listens, and more than ten are no leak
  const loops = scopes.map((scope) => watch({ endpoint, scope, everyMs, say }, stopping.signal));
  return {
    async stop() {
      stopping.abort();
      await Promise.all(loops);
    },
  };
}

interface Watch {
  readonly endpoint: string;
  readonly scope: Scope;
  readonly everyMs: number;
  readonly say: (line: string) => void;
}

async function watch({ endpoint, scope, everyMs, say }: Watch, stopping: AbortSignal): Promise<void> {
  const where = `the alarms of ${scope.account} in ${scope.region}`;
  let client = connect(endpoint, scope);
  let away = false;
  while (!stopping.aborted) {
    try {
      await look({ client, nowMs: Date.now(), abortSignal: stopping });
      if (away) say(`${where} are evaluated again`);
      away = false;
    } catch (err) {
      if (!away && !stopping.aborted) say(`${where} cannot be evaluated, trying again: ${reasonOf(err)}`);
      away = true;
      client.destroy();
      client = connect(endpoint, scope); // an emulator that comes back knows no session of before: ask for credentials again
    }
    await pause(everyMs, undefined, { signal: stopping }).catch(() => undefined);
  }
  client.destroy();
}

/** An assumed role is what puts a caller into an account, on the emulator as on AWS. The keys below mean nothing to either. */
function connect(endpoint: string, { account, region }: Scope): CloudWatchClient {
  const credentials = fromTemporaryCredentials({
    masterCredentials: { accessKeyId: 'slipway', secretAccessKey: 'slipway' },
    params: { RoleArn: `arn:aws:iam::${account}:role/slipway`, RoleSessionName: 'alarm-evaluator' },
    clientConfig: { endpoint, region, ...patience },
  });
  return new CloudWatchClient({ endpoint, region, credentials, ...patience });
}

const reasonOf = (err: unknown): string => (err instanceof Error ? err.message || err.name : String(err));
