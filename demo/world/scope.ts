import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import { requireLoopback } from '../../local/loopback';
import type { Scope } from '../cloudwatch/evaluator';

/** A scope as text, as in `111111111111/us-west-2`. */
export const scopeKey = ({ account, region }: Scope): string => `${account}/${region}`;

/** Parses scopes that are separated by commas. Throws if one is not `<account>/<region>`. */
export function parseScopes(text: string): Scope[] {
  return text.split(',').flatMap((word) => (word.trim() === '' ? [] : [parseScope(word.trim())]));
}

function parseScope(word: string): Scope {
  const [, account, region] = /^(\d{12})\/([a-z0-9-]+)$/.exec(word) ?? [];
  if (account === undefined || region === undefined)
    throw new Error(`${word} is not an account and a Region, as in 111111111111/us-west-2`);
  return { account, region };
}

/** The settings of an AWS client for a scope. Assuming the account's role `slipway` is what selects the account, on the emulator as on AWS. */
export function clientSettings(endpoint: string, { account, region }: Scope) {
  const clientConfig = { endpoint: requireLoopback(endpoint), region };
  const credentials = fromTemporaryCredentials({
    params: { RoleArn: `arn:aws:iam::${account}:role/slipway`, RoleSessionName: 'world' },
    masterCredentials: { accessKeyId: 'slipway', secretAccessKey: 'slipway' },
    clientConfig,
  });
  return { ...clientConfig, credentials };
}
