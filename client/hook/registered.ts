import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { isMissing } from '../is-missing';
import { isKey, keyOf } from './folder';

/** A repository whose pushes Slipway is told of. */
export interface Registered {
  /** The whole path of its git folder: where `serve` and the worker read it. */
  readonly repository: string;
  /** Where `slipway serve` listens, as seen from the git server. */
  readonly url: string;
  readonly pipelines: readonly RegisteredPipeline[];
}

/** Pushes to a branch are changes of the pipeline in a file of what was pushed. A branch may have several. */
export interface RegisteredPipeline {
  readonly branch: string;
  readonly file: string;
}

const registered: z.ZodType<Registered> = z.strictObject({
  repository: z.string(),
  url: z.string(),
  pipelines: z.array(z.strictObject({ branch: z.string(), file: z.string() })),
});

/** What is registered under a key; `undefined` where nothing is. Read anew each time, so that nobody has to be restarted. */
export async function registeredUnder(hooks: string, key: string): Promise<Registered | undefined> {
  if (!isKey(key)) return undefined;
  try {
    return registered.parse(JSON.parse(await readFile(fileOf(hooks, key), 'utf8')));
  } catch (err) {
    if (isMissing(err)) return undefined;
    throw err;
  }
}

/** Adds a pipeline to what is registered of a repository; told twice is done once. Without a URL the one before stays. */
export async function register(hooks: string, repository: string, added: RegisteredPipeline & { url: string | undefined }) {
  const key = keyOf(repository);
  const before = await registeredUnder(hooks, key);
  const others = (before?.pipelines ?? []).filter(({ branch, file }) => branch !== added.branch || file !== added.file);
  const now: Registered = {
    repository,
    url: added.url ?? before?.url ?? usualUrl,
    pipelines: [...others, { branch: added.branch, file: added.file }],
  };
  await mkdir(join(hooks, key), { recursive: true, mode: 0o700 });
  const beside = `${fileOf(hooks, key)}.new`; // `serve` may be reading just now
  await writeFile(beside, `${JSON.stringify(now, undefined, 2)}\n`);
  await rename(beside, fileOf(hooks, key));
  return now;
}

/** Where `slipway serve` listens when nothing else is said. */
export const usualPort = 7480;
const usualUrl = `http://127.0.0.1:${usualPort}`;

const fileOf = (hooks: string, key: string): string => join(hooks, key, 'repository.json');
