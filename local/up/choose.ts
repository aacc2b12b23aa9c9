/** Which Temporal and which AWS the environment of a person means, and why. */

/** A server that is there, or one of our own. */
export type TemporalChoice =
  | { readonly kind: 'given'; readonly address: string; readonly why: string }
  | { readonly kind: 'own'; readonly why: string };

/** What was given an endpoint, the real AWS, or an emulator of our own. */
export type AwsChoice =
  | { readonly kind: 'given'; readonly endpoint: string; readonly why: string; readonly hasKeys: boolean }
  | { readonly kind: 'real'; readonly why: string }
  | { readonly kind: 'own'; readonly why: string };

/** `address` is what `TEMPORAL_ADDRESS`, or else a profile of Temporal's own, names. */
export function chooseTemporal(env: NodeJS.ProcessEnv, address: string | undefined): TemporalChoice {
  if (address === undefined || address === '') return { kind: 'own', why: 'TEMPORAL_ADDRESS is not set' };
  const why = env.TEMPORAL_ADDRESS ? 'TEMPORAL_ADDRESS names it' : 'your profile for Temporal names it';
  return { kind: 'given', address, why };
}

/** Any of these leads the SDK to credentials of somebody. What only lies in a file of the home folder was not said for this. */
const credentials = [
  'AWS_PROFILE',
  'AWS_ACCESS_KEY_ID',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_ROLE_ARN',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
];

/** An endpoint comes first: with one, the credentials are for what answers there. */
export function chooseAws(env: NodeJS.ProcessEnv): AwsChoice {
  const named = credentials.find((name) => env[name]);
  const { AWS_ENDPOINT_URL: endpoint } = env;
  if (endpoint) return { kind: 'given', endpoint, why: 'AWS_ENDPOINT_URL names it', hasKeys: named !== undefined };
  if (named !== undefined) return { kind: 'real', why: `${named} is set` };
  return { kind: 'own', why: 'nothing in the environment names credentials, as AWS_PROFILE would' };
}
