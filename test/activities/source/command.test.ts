import { existsSync } from 'node:fs';
import { runCommand } from '../../../activities/source/command';

const full = '/dev/full'; // every write fails as on a full disk; Linux has it

(existsSync(full) ? test : test.skip)('a log on a full disk makes the command fail, and does not end the worker', async () => {
  const run = ['sh', '-c', 'for i in 1 2 3; do echo line; sleep 0.05; done'];
  await expect(
    runCommand({ run, folder: '/', environment: { PATH: process.env.PATH ?? '' }, logFile: full }),
  ).rejects.toMatchObject({
    code: 'ENOSPC',
  });
});
