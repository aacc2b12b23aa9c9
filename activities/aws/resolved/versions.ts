/** The versions of parameters and secrets, as their services tell them. No secret value is ever read. */
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { SSMClient } from '@aws-sdk/client-ssm';
import type { Version } from '../../releases/resolved';
import type { DynamicReference } from './dynamic-reference';

/** The clients of an account and Region that know versions. */
export interface Stores {
  readonly ssm: () => Promise<SSMClient>;
  readonly secretsManager: () => Promise<SecretsManagerClient>;
}

/**
 * The version that a reference resolves to now, or why it is not known. It never rejects: a deployment must not fail, and a rollback not
 * wait, because a version cannot be read.
 */
export const currentVersion = async (stores: Stores, reference: DynamicReference): Promise<Version> =>
  await orUnknown(() =>
    reference.service === 'secretsmanager' ? ofSecret(stores, reference) : ofParameter(stores, reference.name),
  );

/** The same version, if it still is what it was; else why a reference to it would not restore it. One that cannot be checked is kept. */
export async function stillThere(stores: Stores, reference: DynamicReference, kept: Version): Promise<Version> {
  if ('unknown' in kept) return kept;
  const check = reference.service === 'secretsmanager' ? secretStillThere : parameterStillThere;
  try {
    return await check(stores, reference, kept);
  } catch (err) {
    if (!(err instanceof Error)) throw err;
    return gone.has(err.name) ? { unknown: `version ${kept.version} no longer exists` } : kept; // CloudFormation may be allowed to read it
  }
}

const gone = new Set(['ParameterNotFound', 'ParameterVersionNotFound', 'ResourceNotFoundException']);

/** The value of a parameter that is no secret; `undefined` if it cannot be read. */
export async function currentValue(stores: Stores, key: string): Promise<string | undefined> {
  try {
    return (await parameter(stores, key))?.Value;
  } catch {
    return undefined; // then the value that is kept is used, which needs no reading
  }
}

async function ofParameter(stores: Stores, name: string): Promise<Version> {
  const { Version: version, LastModifiedDate: modified } = (await parameter(stores, name)) ?? {};
  if (version === undefined) return { unknown: 'the Parameter Store answered no version' };
  return { version: String(version), ...(modified !== undefined && { since: modified.getTime() }) };
}

async function parameter(stores: Stores, name: string) {
  const { GetParameterCommand } = await import('@aws-sdk/client-ssm');
  return (await (await stores.ssm()).send(new GetParameterCommand({ Name: name, WithDecryption: false }))).Parameter;
}

async function ofSecret(stores: Stores, { name, stage }: DynamicReference): Promise<Version> {
  const { DescribeSecretCommand } = await import('@aws-sdk/client-secrets-manager');
  const secret = await (await stores.secretsManager()).send(new DescribeSecretCommand({ SecretId: name }));
  if (secret.RotationEnabled === true) return rotates;
  const [version] = Object.entries(secret.VersionIdsToStages ?? {}).find(([, stages]) => stages.includes(stage)) ?? [];
  if (version === undefined) return { unknown: `no version of the secret has the stage ${stage}` };
  return { version, ...(secret.LastChangedDate !== undefined && { since: secret.LastChangedDate.getTime() }) };
}

type Known = Extract<Version, { version: string }>;

async function parameterStillThere(stores: Stores, { name }: DynamicReference, kept: Known): Promise<Version> {
  const now = await ofParameter(stores, `${name}:${kept.version}`);
  const isOther = 'since' in now && kept.since !== undefined && now.since !== kept.since;
  return isOther ? { unknown: `version ${kept.version} is another one now: the parameter was deleted and made again` } : kept;
}

/** Versions without a stage are listed too: they exist until Secrets Manager removes them. */
async function secretStillThere(stores: Stores, { name }: DynamicReference, kept: Known): Promise<Version> {
  const { DescribeSecretCommand, paginateListSecretVersionIds } = await import('@aws-sdk/client-secrets-manager');
  const client = await stores.secretsManager();
  const secret = await client.send(new DescribeSecretCommand({ SecretId: name }));
  if (secret.DeletedDate !== undefined) return { unknown: 'the secret is marked for deletion' };
  if (secret.RotationEnabled === true) return rotates;
  for await (const { Versions } of paginateListSecretVersionIds({ client }, { SecretId: name, IncludeDeprecated: true }))
    if ((Versions ?? []).some(({ VersionId }) => VersionId === kept.version)) return kept;
  return { unknown: `version ${kept.version} no longer exists` };
}

/** A rotation changes the password at its service too, which a rollback of the stack does not undo. */
const rotates: Version = { unknown: 'the secret rotates, so an earlier version of it may open nothing' };

async function orUnknown(read: () => Promise<Version>): Promise<Version> {
  try {
    return await read();
  } catch (err) {
    if (!(err instanceof Error)) throw err;
    return { unknown: `its version cannot be read: ${err.message} (${err.name})` };
  }
}
