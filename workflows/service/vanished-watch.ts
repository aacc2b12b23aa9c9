import { CancellationScope, log as workflowLog } from '@temporalio/workflow';
import { every, polling } from '../activities';
import { reasonOf } from '../setback';

/** Often enough that nobody waits long behind a change that vanished, and rarely enough to cost nothing. */
const everyMs = 10_000;

/**
 * Watches whether changes that others wait for are still open: one long activity of short looks, started anew when the list changes. A
 * change that ended without a message to the service is reported to `onVanished`.
 */
export class VanishedWatch {
  /** The scope it was made in: the watch must not be cancelled with the signal handler that started it. */
  private readonly home = CancellationScope.current();
  private watching: { readonly changes: string; readonly scope: CancellationScope } | undefined;

  constructor(private readonly onVanished: (change: string) => void) {}

  /** Watches these changes from now on, and no others. */
  watch(changes: readonly string[]): void {
    if (changes.join() === (this.watching?.changes ?? '')) return;
    this.watching?.scope.cancel();
    this.watching = changes.length === 0 ? undefined : { changes: changes.join(), scope: this.start(changes) };
  }

  private start(changes: readonly string[]): CancellationScope {
    const scope = new CancellationScope({ cancellable: true, parent: this.home });
    const subject = changes.length === 1 ? changes[0] : `${changes.length} changes`;
    void scope
      .run(() =>
        polling.watchForVanished.executeWithOptions({ summary: `is ${subject} still open? others wait`, ...every(everyMs) }, [
          { changes },
        ]),
      )
      .then(
        ({ vanished }) => {
          if (this.watching?.scope === scope) this.watching = undefined;
          for (const change of vanished) this.onVanished(change);
        },
        (err) => {
          const because = reasonOf(err); // rethrows a bug
          if (this.watching?.scope !== scope) return; // replaced by another watch
          this.watching = undefined; // until the list changes
          workflowLog.error(`changes that others wait for cannot be watched: ${because}`);
        },
      );
    return scope;
  }
}
