import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { SSMClient } from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';

/** An account and one of its Regions. */
export interface Site {
  readonly account: string;
  readonly region: string;
}

/** The AWS clients of one site. */
export interface AwsClients {
  readonly cloudFormation: CloudFormationClient;
  readonly cloudWatch: CloudWatchClient;
  /** Loaded at the first call: few stacks resolve anything elsewhere. */
  readonly ssm: () => Promise<SSMClient>;
  /** Loaded at the first call. */
  readonly secretsManager: () => Promise<SecretsManagerClient>;
}

/** How to get into accounts. */
export interface AwsSettings {
  /** Assumed in every account: `arn:aws:iam::<account>:role/<name>`. Without it the SDK's default credentials must belong to the account. */
  readonly role?: string;
}

/** Returns the clients of a site. Rejects where the credentials belong to another account: nothing may be touched there. */
export type Aws = (site: Site) => Promise<AwsClients>;

/** Returns one set of clients for each account and Region, so that all calls there share the SDK's adaptive rate limit. */
export function connectAws({ role }: AwsSettings): Aws {
  const known = new Map<string, Promise<AwsClients>>();
  return (site) => {
    const key = `${site.account}/${site.region}`;
    const clients = known.get(key) ?? connect(site, role);
    known.set(key, clients);
    clients.catch(() => known.delete(key)); // the next call connects again: credentials expire and are renewed
    return clients;
  };
}

/** A silent connection must become an error: nothing else would ever end the call, and a cancellation cannot reach it. */
const timeouts = { connectionTimeout: 5_000, requestTimeout: 30_000, throwOnRequestTimeout: true };

async function connect({ account, region }: Site, role: string | undefined): Promise<AwsClients> {
  const options = {
    region,
    retryMode: 'adaptive',
    maxAttempts: 5,
    requestHandler: timeouts,
    ...(role && { credentials: assumed(role, account) }),
  };
  const sts = new STSClient(options);
  const clients = { cloudFormation: new CloudFormationClient(options), cloudWatch: new CloudWatchClient(options) };
  const naming = namingTheCall({ account, region });
  sts.middlewareStack.add(naming);
  clients.cloudFormation.middlewareStack.add(naming);
  clients.cloudWatch.middlewareStack.add(naming);
  await checkAccount(sts, account);
  return {
    ...clients,
    ssm: once(async () => {
      const client = new (await import('@aws-sdk/client-ssm')).SSMClient(options);
      client.middlewareStack.add(naming);
      return client;
    }),
    secretsManager: once(async () => {
      const client = new (await import('@aws-sdk/client-secrets-manager')).SecretsManagerClient(options);
      client.middlewareStack.add(naming);
      return client;
    }),
  };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

const assumed = (role: string, account: string) =>
  fromTemporaryCredentials({ params: { RoleArn: `arn:aws:iam::${account}:role/${role}`, RoleSessionName: 'slipway' } });

/** The credentials belong to another account: nothing may be touched with them. */
class WrongAccount extends Error {
  override readonly name = 'WrongAccount';
}

async function checkAccount(sts: STSClient, account: string): Promise<void> {
  const identity = await sts.send(new GetCallerIdentityCommand({}));
  if (identity.Account === account) return;
  throw new WrongAccount(
    `the credentials belong to account ${identity.Account}, not to ${account}: set a role that exists there, or use credentials of that account`,
  );
}

/**
 * Adds the call, Region and account to the message of an error: `Rate exceeded` alone does not say what failed where. A `ValidationError`
 * stays as it is, because the caller explains it in a sentence of its own.
 */
const namingTheCall =
  ({ account, region }: Site) =>
  <I, O>(next: (args: I) => Promise<O>, { commandName = 'a call' }: { commandName?: string }) =>
  async (args: I): Promise<O> => {
    try {
      return await next(args);
    } catch (err) {
      if (err instanceof Error && err.name !== 'ValidationError')
        err.message = `${commandName.replace(/Command$/, '')} in ${region} of account ${account} failed: ${err.message}`;
      throw err;
    }
  };
