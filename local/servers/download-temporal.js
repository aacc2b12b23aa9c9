// Lets the Temporal SDK download its server into a folder, and starts that server once: node download-temporal.js FOLDER
//
// This is a separate program so that it can be aborted: the SDK waits as long as the network does, and what it loads for the download
// cannot be unloaded from a process that later runs a worker.
const { TestWorkflowEnvironment } = require('@temporalio/testing');

const [, , downloadDir] = process.argv;
TestWorkflowEnvironment.createLocal({ server: { executable: { type: 'cached-download', downloadDir } } })
  .then((started) => started.teardown())
  .catch((err) => {
    process.stderr.write(`${err.message}\n`);
    process.exitCode = 1;
  });
