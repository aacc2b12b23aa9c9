import { startEvaluator } from '../cloudwatch/evaluator';
import { messageOf } from './message-of';
import { readSettings } from './settings';
import { stopRequested } from './stop-requested';
import { startWorld } from './world';

/** The world as a process of its own. It prints `{"ready":true,"port":...}` when it is ready, and ends with the process that started it. */
async function main(): Promise<void> {
  const settings = readSettings(process.env);
  const stop = stopRequested();
  const world = await startWorld(settings);
  const { endpoint, scopes, evaluateEveryMs: intervalMs } = settings;
  const evaluator = startEvaluator({ endpoint, scopes, intervalMs });
  console.log(JSON.stringify({ ready: true, port: world.port }));
  await stop;
  await Promise.all([evaluator.stop(), world.stop()]);
}

main().then(
  () => process.exit(),
  (err: unknown) => {
    console.error(messageOf(err));
    process.exit(1);
  },
);
