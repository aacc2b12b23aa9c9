import { posix } from 'node:path';
import { Refusal } from '../../refusal';
import { isBranchName } from '../git/repository';
import { defaultUrl, type RegisteredPipeline } from '../settings/registration';

/** What a person asks for with `slipway hook install`. */
export interface HookRequest extends RegisteredPipeline {
  /** A path at or in the repository. */
  readonly repository: string;
  readonly url: string | undefined;
  readonly secretFile: string | undefined;
}

/** Checks the options of a request. Rejects with a `Refusal` that names the option. */
export async function checkRequest(request: HookRequest): Promise<HookRequest> {
  const file = pathInCommit(request.file);
  if (!(await isBranchName(request.branch)))
    throw new Refusal(2, `--branch ${JSON.stringify(request.branch)} is not a branch name: write it as in main`);
  if (request.url !== undefined && !isHttpAddress(request.url))
    throw new Refusal(2, `--url ${request.url} is not an http address: write it as in ${defaultUrl}`);
  return { ...request, file };
}

/** The path as git writes it, relative to the root of the repository. */
function pathInCommit(file: string): string {
  const path = posix.normalize(file);
  const advice = 'write its path in the pushed commit, as in pipeline.ts';
  if (posix.isAbsolute(path) || path.startsWith('..'))
    throw new Refusal(2, `--pipeline ${file} is outside the repository: ${advice}`);
  if (file === '' || path.endsWith('/') || path === '.')
    throw new Refusal(2, `--pipeline ${JSON.stringify(file)} is not a file: ${advice}`);
  return path;
}

const isHttpAddress = (url: string): boolean => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
