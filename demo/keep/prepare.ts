import { pathFromHere } from '../../local/system/environment';
import type { StoryPlayer } from '../run/story-player';
import type { DemoSystem } from '../system/demo-system';
import { createBranches } from './branches';
import { whatToTry } from './what-to-try';

/** Prepares the sample's clone for a person, and returns the text that says what to try. */
export async function prepareToTry(player: StoryPlayer, { sourceCommand, ui }: DemoSystem): Promise<string> {
  const repository = await player.prepare([]);
  await createBranches(repository);
  await repository.configureForPerson();
  return whatToTry({ sourceCommand, clone: pathFromHere(repository.folder), ui });
}
