import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
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
}

export interface AwsSettings {
  /** Assumed in every account: `arn:aws:iam::<account>:role/<name>`. Without it the SDK's default chain must lead to the account. */
  readonly role?: string;
}

/** Answers the clients of a site. Rejects where the credentials lead to another account: nothing may be touched there. */
export type Aws = (site: Site) => Promise<AwsClients>;

/** One set of clients an account and Region, so that the SDK's adaptive rate limit is shared by all that is done there. */
export function connectAws({ role }: AwsSettings): Aws {
  const known = new Map<string, Promise<AwsClients>>();
  return (site) => {
    const key = `${site.account}/${site.region}`;
    const clients = known.get(key) ?? connect(site, role);
    known.set(key, clients);
    clients.catch(() => known.delete(key)); // asked again next time: credentials come and go
    return clients;
  };
}

/** A connection that went silent must become an error: nothing else would ever end the call, and a cancellation cannot reach it. */
const impatient = { connectionTimeout: 5_000, requestTimeout: 30_000, throwOnRequestTimeout: true };

async function connect({ account, region }: Site, role: string | undefined): Promise<AwsClients> {
  const assumed =
    role && fromTemporaryCredentials({ params: { RoleArn: `arn:aws:iam::${account}:role/${role}`, RoleSessionName: 'slipway' } });
  const options = {
    region,
    retryMode: 'adaptive',
    maxAttempts: 5,
    requestHandler: impatient,
    ...(assumed && { credentials: assumed }),
  };
  const sts = new STSClient(options);
  const cloudFormation = new CloudFormationClient(options);
  const cloudWatch = new CloudWatchClient(options);
  const place = sayingWhere({ account, region });
  sts.middlewareStack.add(place);
  cloudFormation.middlewareStack.add(place);
  cloudWatch.middlewareStack.add(place);
  const identity = await sts.send(new GetCallerIdentityCommand({}));
  if (identity.Account !== account) {
    throw new Error(
      `the credentials lead to account ${identity.Account} and not to ${account}: name a role to assume there, or credentials of that account`,
    );
  }
  return { cloudFormation, cloudWatch };
}

/**
 * `Rate exceeded` tells nobody who reads it as the failure of an activity where it was, and of what. Only a `ValidationError` stays as it
 * is: it is an answer to what was asked, and whoever asked says so in a sentence of their own.
 */
const sayingWhere =
  ({ account, region }: Site) =>
  <I, O>(next: (args: I) => Promise<O>, { commandName = 'a call' }: { commandName?: string }) =>
  async (args: I): Promise<O> => {
    try {
      return await next(args);
    } catch (err) {
      if (err instanceof Error && err.name !== 'ValidationError')
        err.message = `${commandName.replace(/Command$/, '')} in ${region} of account ${account} fails: ${err.message}`;
      throw err;
    }
  };
