import { short } from '../../../pipeline/model/ids';
import { git } from '../../git';
import { branchOf, nothing, type Push } from '../push';

/**
 * Why nothing can be started of how a branch moved; `undefined` where it only grew. A branch that was rewritten takes away what may be on
 * its way, and which of the two is right only a person knows; so does one that no longer has what a late message brings.
 */
export async function whyNotFastForward(repository: string, { ref, before, after }: Push): Promise<string | undefined> {
  const branch = branchOf(ref) ?? ref;
  if (!(await contains(repository, ref, after))) return `${short(after)} is not on ${branch} here: nothing is started`;
  if (before === nothing || (await contains(repository, after, before))) return undefined;
  return `${branch} was rewritten: ${short(after)} does not contain ${short(before)}, which was there before, so nothing is started`;
}

/** A commit that is not there at all is in nothing. */
const contains = async (repository: string, all: string, one: string): Promise<boolean> =>
  (await git(repository, ['merge-base', '--is-ancestor', one, all])).code === 0;
