/** `npm run histories`: runs every scenario on a real server and replaces the saved histories. Not a test file: jest runs it only by name. */
import { fetchHistories } from './fetch-histories';
import { writeHistories } from './history-files';
import { scenarios } from './scenarios/scenarios';

test('runs every scenario and saves its histories', async () => {
  const histories = await Promise.all(
    Object.entries(scenarios).map(async ([name, run]) => await fetchHistories(name, await run())),
  );
  writeHistories(histories.flat());
});
