import type { ChangeInput } from '../messages/inputs';
import type { Approvals } from '../people/approvals';
import type { Commands } from '../people/commands';
import type { Obstacles } from '../people/obstacles';
import type { Questions } from '../people/questions';
import type { ChangeProgress } from '../progress/change-progress';
import type { Lanes } from './lanes';

/** What a run of a change works with. */
export interface ChangeRun {
  readonly input: ChangeInput;
  /** The change's workflow id. */
  readonly id: string;
  readonly progress: ChangeProgress;
  readonly commands: Commands;
  readonly approvals: Approvals;
  readonly questions: Questions;
  readonly obstacles: Obstacles;
  readonly lanes: Lanes;
}

/** A built release, and the authors of what is new in it, by name and mail address. */
export interface BuiltChange {
  readonly release: string;
  readonly authors: readonly string[];
}
