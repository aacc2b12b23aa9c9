/** Which Temporal and which AWS a person's environment asks for, and why. */

/** A server that is already running, or one that `slipway up` starts. */
export type TemporalChoice =
  | { readonly kind: 'given'; readonly address: string; readonly why: string }
  | { readonly kind: 'own'; readonly why: string };

/** An endpoint that is already there, the real AWS, or an emulator that `slipway up` starts. */
export type AwsChoice =
  | { readonly kind: 'given'; readonly endpoint: string; readonly why: string; readonly hasKeys: boolean }
  | { readonly kind: 'real'; readonly why: string }
  | { readonly kind: 'own'; readonly why: string };

/** `address` comes from `TEMPORAL_ADDRESS`, or else from a Temporal profile. */
export function chooseTemporal(env: NodeJS.ProcessEnv, address: string | undefined): TemporalChoice {
  if (address === undefined || address === '') return { kind: 'own', why: 'TEMPORAL_ADDRESS is not set' };
  const why = env.TEMPORAL_ADDRESS ? 'from TEMPORAL_ADDRESS' : 'from your Temporal profile';
  return { kind: 'given', address, why };
}

/** Each of these gives the AWS SDK a person's credentials. Credentials in files of the home folder do not count: nobody chose them for this. */
const credentialVariables = [
  'AWS_PROFILE',
  'AWS_ACCESS_KEY_ID',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_ROLE_ARN',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
];

/** An endpoint takes precedence: the credentials are then for that endpoint. */
export function chooseAws(env: NodeJS.ProcessEnv): AwsChoice {
  const variable = credentialVariables.find((name) => env[name]);
  const { AWS_ENDPOINT_URL: endpoint } = env;
  if (endpoint) return { kind: 'given', endpoint, why: 'from AWS_ENDPOINT_URL', hasKeys: variable !== undefined };
  if (variable !== undefined) return { kind: 'real', why: `${variable} is set` };
  return { kind: 'own', why: 'the environment has no AWS credentials (such as AWS_PROFILE)' };
}
