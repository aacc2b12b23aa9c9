import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isMissing } from '../../is-missing';
import { Refusal } from '../../refusal';
import { isListOf, isObject, isString } from '../json-shape';
import { isKey } from './folder';

/** A repository whose pushes reach Slipway. */
export interface Registration {
  /** The absolute path of its git folder: `serve` and the worker read it there. */
  readonly repository: string;
  /** The address of `slipway serve`, as the git server reaches it. */
  readonly url: string;
  readonly pipelines: readonly RegisteredPipeline[];
}

/** Pushes to a branch become changes of the pipeline whose file the pushed commit contains. A branch may have several. */
export interface RegisteredPipeline {
  readonly branch: string;
  readonly file: string;
}

const isPipeline = (value: unknown): value is RegisteredPipeline =>
  isObject(value) && isString(value.branch) && isString(value.file);

const isRegistration = (value: unknown): value is Registration =>
  isObject(value) && isString(value.repository) && isString(value.url) && isListOf(isPipeline)(value.pipelines);

/** The registration under a key, or `undefined`. Reads the file each time, so that `serve` need not be restarted. */
export async function registrationOf(hooks: string, key: string): Promise<Registration | undefined> {
  if (!isKey(key)) return undefined;
  const file = registrationFile(hooks, key);
  const text = await readFile(file, 'utf8').catch((err) => {
    if (isMissing(err)) return undefined;
    throw err;
  });
  return text === undefined ? undefined : parse(text, file);
}

/** Slipway writes the file whole, but a person may have edited it. */
function parse(text: string, file: string): Registration {
  try {
    const value: unknown = JSON.parse(text);
    if (isRegistration(value)) return value;
  } catch {
    // not JSON: treated like a wrong shape
  }
  throw new Refusal(3, `${file} is damaged: remove it, and run slipway hook install again`);
}

/** The file of a registration. */
export const registrationFile = (hooks: string, key: string): string => join(hooks, key, 'repository.json');

/** The port on which `slipway serve` listens by default. */
export const defaultPort = 7480;

/** The address of `slipway serve` by default, as its own machine reaches it. */
export const defaultUrl = `http://127.0.0.1:${defaultPort}`;
