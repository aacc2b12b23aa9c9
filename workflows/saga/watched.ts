import { CancellationScope } from '@temporalio/workflow';
import type { Look } from '../../pipeline/plan/bake-plan';
import { every, polling } from '../activities';
import { reasonOf, Setback } from '../setback';

interface Watch {
  readonly look: Look;
  readonly everyMs: number;
  /** Called as soon as an alarm has fired, before the work has stopped. */
  readonly onAlarm: (because: string) => Promise<void>;
}

/**
 * Does some work while alarms are watched, from its first touch to the end of its last bake. An alarm that fires cancels the work and is
 * the reason of the failure, whatever error the cancelled work ends with.
 */
export async function watched<T>({ look, everyMs, onAlarm }: Watch, work: () => Promise<T>): Promise<T> {
  const watching = new CancellationScope();
  const working = new CancellationScope();
  let alarm: string | undefined;
  const watch = watching
    .run(() => polling.watch.executeWithOptions({ summary: `watch ${look.alarms.length} alarms`, ...every(everyMs) }, [{ look }]))
    .then(
      ({ because }) => stop(because),
      async (err) => {
        if (!watching.consideredCancelled) await stop(`the alarms cannot be watched: ${reasonOf(err)}`);
      },
    );
  try {
    const result = await working.run(work);
    watching.cancel();
    await watch;
    if (alarm === undefined) return result;
  } catch (err) {
    reasonOf(err); // rethrows a bug at once
    watching.cancel();
    await watch;
    if (alarm === undefined) throw err;
  }
  throw new Setback(alarm);

  async function stop(because: string): Promise<void> {
    alarm = because;
    const reporting = onAlarm(because);
    working.cancel();
    await reporting;
  }
}
