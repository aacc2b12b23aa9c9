/** `npm run histories`: plays every play on a real server and saves the histories in the place of those that were saved before. */
import { collect } from './collect';
import { plays } from './plays';
import { writeHistories } from './saved';

test('every play is played, and its histories are saved', async () => {
  const saved = await Promise.all(Object.entries(plays).map(async ([name, play]) => await collect(name, await play())));
  writeHistories(saved.flat());
});
