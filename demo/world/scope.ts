import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import { requireLoopback } from '../../local/loopback';
import type { Scope } from '../cloudwatch/evaluator';

/** A scope in one word, as in `111111111111/us-west-2`. */
export const scopeKey = ({ account, region }: Scope): string => `${account}/${region}`;

/** Reads scopes that are separated by commas. Throws where one is not `<account>/<region>`. */
export function scopesOf(text: string): Scope[] {
  return text.split(',').flatMap((word) => (word.trim() === '' ? [] : [scopeOf(word.trim())]));
}

function scopeOf(word: string): Scope {
  const [, account, region] = /^(\d{12})\/([a-z0-9-]+)$/.exec(word) ?? [];
  if (account === undefined || region === undefined)
    throw new Error(`${word} is not an account and a Region, as in 111111111111/us-west-2`);
  return { account, region };
}

/** The settings of any AWS client of a scope: the account's role `slipway`, assumed at the emulator, is what puts it into the account. */
export function clientSettings(endpoint: string, { account, region }: Scope) {
  const clientConfig = { endpoint: requireLoopback(endpoint), region };
  const credentials = fromTemporaryCredentials({
    params: { RoleArn: `arn:aws:iam::${account}:role/slipway`, RoleSessionName: 'world' },
    masterCredentials: { accessKeyId: 'slipway', secretAccessKey: 'slipway' },
    clientConfig,
  });
  return { ...clientConfig, credentials };
}
