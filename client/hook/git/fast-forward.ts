import { short } from '../../../pipeline/model/ids';
import { branchOf, noCommit, type Push } from '../push';
import { gitInPushed } from './repository';

/**
 * Why a push must not start a change; `undefined` for a fast-forward or a new branch. A rewritten branch drops commits that may be in
 * production already, and only a person knows which of the two histories is right. The same holds if the branch no longer contains the
 * commit of a message that arrives late.
 */
export async function whyNotFastForward(repository: string, { ref, before, after }: Push): Promise<string | undefined> {
  const branch = branchOf(ref) ?? ref;
  if (!(await contains(repository, ref, after))) return `${branch} does not contain ${short(after)}, so nothing was started`;
  if (before === noCommit || (await contains(repository, after, before))) return undefined;
  return `${branch} was rewritten: ${short(after)} does not contain ${short(before)}, the commit before, so nothing was started`;
}

/** `false` also if one of the two commits does not exist. */
const contains = async (repository: string, descendant: string, ancestor: string): Promise<boolean> =>
  (await gitInPushed(repository, ['merge-base', '--is-ancestor', ancestor, descendant])).code === 0;
