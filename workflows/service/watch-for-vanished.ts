import { CancellationScope, log as workflowLog } from '@temporalio/workflow';
import { every, polling } from '../activities';
import { reasonOf } from '../setback';

/** Often enough that nobody waits long behind what is gone, and seldom enough to cost nothing. */
const everyMs = 10_000;

/**
 * Looks after changes that others wait for, whether they are still open: one long activity of short looks, begun anew when they are
 * others. What has ended without a word is told to `vanished`.
 */
export class Watchman {
  /** Where it was made; what it looks after is not to depend on the handler that happened to ask for it. */
  private readonly home = CancellationScope.current();
  private watch: { readonly changes: string; readonly scope: CancellationScope } | undefined;

  constructor(private readonly vanished: (change: string) => void) {}

  /** Looks after these from now on, and after no others. */
  attend(changes: readonly string[]): void {
    if (changes.join() === (this.watch?.changes ?? '')) return;
    this.watch?.scope.cancel();
    this.watch = changes.length === 0 ? undefined : { changes: changes.join(), scope: this.watchForVanished(changes) };
  }

  private watchForVanished(changes: readonly string[]): CancellationScope {
    const scope = new CancellationScope({ cancellable: true, parent: this.home });
    const summary = `look after ${changes.length === 1 ? changes[0] : `${changes.length} changes`} that others wait for`;
    void scope
      .run(() => polling.watchForVanished.executeWithOptions({ summary, ...every(everyMs) }, [{ changes }]))
      .then(
        ({ vanished }) => {
          if (this.watch?.scope === scope) this.watch = undefined;
          for (const change of vanished) this.vanished(change);
        },
        (err) => {
          const because = reasonOf(err); // rethrows a bug
          if (this.watch?.scope !== scope) return; // others are looked after now
          this.watch = undefined; // until the next thing happens
          workflowLog.error(`changes that others wait for cannot be looked after: ${because}`);
        },
      );
    return scope;
  }
}
