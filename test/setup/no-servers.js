/** Before each quick test file: a test that uses or starts a server fails, and says why. Otherwise it would pass wherever the server is installed. */
const childProcess = require('node:child_process');

for (const name of ['TEMPORAL', 'UI', 'EMULATOR', 'BUNDLE']) delete process.env[`SLIPWAY_TEST_${name}`];

const { spawn } = childProcess;

/** `local/` starts every server with this function. */
childProcess.spawn = (command, args, ...rest) => {
  if (Array.isArray(args) && args.some((arg) => arg === 'start-dev' || arg.endsWith('emulator.py')))
    throw new Error('a quick test starts a server: write "@slow" and the reason into a comment of its file');
  return spawn(command, args, ...rest);
};
