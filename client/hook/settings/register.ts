import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { writeWhole } from '../../../platform/write-whole';
import { keyOf } from './folder';
import { defaultUrl, type RegisteredPipeline, type Registration, registrationFile, registrationOf } from './registration';

/** Adds a pipeline to the registration of a repository; idempotent. Without a URL, it keeps the registered one. */
export async function register(
  hooks: string,
  repository: string,
  { branch, file, url }: RegisteredPipeline & { readonly url: string | undefined },
): Promise<Registration> {
  const key = keyOf(repository);
  const before = await registrationOf(hooks, key);
  const others = (before?.pipelines ?? []).filter((other) => other.branch !== branch || other.file !== file);
  const registration: Registration = {
    repository,
    url: url ?? before?.url ?? defaultUrl,
    pipelines: [...others, { branch, file }],
  };
  const target = registrationFile(hooks, key);
  await mkdir(dirname(target), { recursive: true, mode: 0o700 });
  await writeWhole(target, `${JSON.stringify(registration, undefined, 2)}\n`); // `serve` may read it at this moment
  return registration;
}
