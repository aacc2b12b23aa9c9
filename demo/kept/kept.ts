import { near } from '../../local/set/environment';
import type { Play } from '../run/play';
import type { DemoSet } from '../set/set';
import { makeBranches } from './branches';
import { whatToTry } from './what-to-try';

/** Gets the sample ready for a person to try things, and answers what there is to try. */
export async function readyToTry(play: Play, { join, ui }: DemoSet): Promise<string> {
  const repository = await play.prepare([]);
  await makeBranches(repository);
  await repository.forPeople();
  return whatToTry({ join, clone: near(repository.folder), ui });
}
