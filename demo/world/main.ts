import { startEvaluator } from '../cloudwatch/evaluator';
import { messageOf } from './message-of';
import { readSettings } from './settings';
import { toldToStop } from './told-to-stop';
import { startWorld } from './world';

/** The world as a process of its own: says `{"ready":true,"port":...}` on standard output, and ends with whoever started it. */
async function main(): Promise<void> {
  const settings = readSettings(process.env);
  const stop = toldToStop();
  const world = await startWorld(settings);
  const { endpoint, scopes, evaluateEveryMs: everyMs } = settings;
  const evaluator = startEvaluator({ endpoint, scopes, everyMs });
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
