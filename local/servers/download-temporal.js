// Lets the Temporal SDK download the server that fits it into a folder, and starts that server once: node download-temporal.js FOLDER
//
// A program of its own, so that it can be given up: the SDK waits as long as the network does, and what it loads for this cannot
// be unloaded from a process that runs a worker later.
const { TestWorkflowEnvironment } = require('@temporalio/testing');

const [, , downloadDir] = process.argv;
TestWorkflowEnvironment.createLocal({ server: { executable: { type: 'cached-download', downloadDir } } })
  .then((started) => started.teardown())
  .catch((err) => {
    process.stderr.write(`${err.message}\n`);
    process.exitCode = 1;
  });
