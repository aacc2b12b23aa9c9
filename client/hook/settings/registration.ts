import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isMissing } from '../../is-missing';
import { Refusal } from '../../refusal';
import { isListOf, isObject, isText } from '../json-shape';
import { isKey, keyOf } from './folder';

/** A repository whose pushes Slipway is told of. */
export interface Registration {
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

const isPipeline = (value: unknown): value is RegisteredPipeline => isObject(value) && isText(value.branch) && isText(value.file);

const isRegistered = (value: unknown): value is Registration =>
  isObject(value) && isText(value.repository) && isText(value.url) && isListOf(isPipeline)(value.pipelines);

/** What is registered under a key; `undefined` where nothing is. Read anew each time, so that nobody has to be restarted. */
export async function registrationOf(hooks: string, key: string): Promise<Registration | undefined> {
  if (!isKey(key)) return undefined;
  const file = fileOf(hooks, key);
  const text = await readFile(file, 'utf8').catch((err) => {
    if (isMissing(err)) return undefined;
    throw err;
  });
  return text === undefined ? undefined : understood(text, file);
}

/** Written in one step, so that it is whole; somebody may have edited it. */
function understood(text: string, file: string): Registration {
  try {
    const value: unknown = JSON.parse(text);
    if (isRegistered(value)) return value;
  } catch {
    // no JSON: as bad as another shape
  }
  throw new Refusal(3, `${file} cannot be understood: remove it, and install the hook again`);
}

/** Adds a pipeline to what is registered of a repository; told twice is done once. Without a URL the one before stays. */
export async function register(hooks: string, repository: string, added: RegisteredPipeline & { url: string | undefined }) {
  const key = keyOf(repository);
  const before = await registrationOf(hooks, key);
  const others = (before?.pipelines ?? []).filter(({ branch, file }) => branch !== added.branch || file !== added.file);
  const now: Registration = {
    repository,
    url: added.url ?? before?.url ?? defaultUrl,
    pipelines: [...others, { branch: added.branch, file: added.file }],
  };
  await mkdir(join(hooks, key), { recursive: true, mode: 0o700 });
  const beside = `${fileOf(hooks, key)}.new`; // `serve` may be reading just now
  await writeFile(beside, `${JSON.stringify(now, undefined, 2)}\n`);
  await rename(beside, fileOf(hooks, key));
  return now;
}

/** Where `slipway serve` listens when nothing else is said. */
export const defaultPort = 7480;
const defaultUrl = `http://127.0.0.1:${defaultPort}`;

const fileOf = (hooks: string, key: string): string => join(hooks, key, 'repository.json');
