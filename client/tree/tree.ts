/** A change as a tree for people and programs: stages, Regions, zones, each with how it stands and why. */

import type { BakeProgress } from '../../pipeline/gates/bake-progress';
import type { Obstacle } from '../../pipeline/gates/obstacle';
import type { ChangeOutcome } from '../../pipeline/model/outcome';
import type { Decision, StuckStep } from '../../pipeline/model/person';
import type { Standing } from '../../pipeline/model/standing';
import type { Trouble } from '../../pipeline/model/trouble';
import type { OpenQuestion } from '../../workflows/messages/progress';

export interface Branch {
  readonly name: string;
  readonly standing: Standing;
  /** What it does, waits for, or why it stands like this; empty if there is nothing to say. For people: programs read the rest. */
  readonly why: string;
  /** The bake that it is in, as of its last look. */
  readonly bake?: BakeProgress;
  /** When it came into this standing, ISO 8601. */
  readonly since?: string;
  /** The earliest time at which that can end by itself, ISO 8601. */
  readonly until?: string;
  readonly below: readonly Branch[];
  /** Of a stage: what people should know about its deployment before the first touch. */
  readonly notes?: readonly string[];
}

export interface ChangeTree {
  readonly change: string;
  readonly pipeline: string;
  readonly number: number;
  readonly commit: string;
  readonly release?: string;
  /** When it began, ISO 8601. */
  readonly since: string;
  /** When it was read, or when it ended. */
  readonly at: string;
  /** What the change does between stages. */
  readonly doing: string;
  readonly stages: readonly Branch[];
  /** The stage that waits for approvals. */
  readonly approval?: string;
  /** Questions about components that wait for an answer. */
  readonly questions?: readonly OpenQuestion[];
  /** What a person must remove before the change goes on. */
  readonly obstacle?: Obstacle;
  readonly stuck: readonly StuckStep[];
  /** Activities that have failed for minutes and are tried again; absent if there is none. */
  readonly troubles?: readonly Trouble[];
  readonly decisions: readonly Decision[];
  readonly outcome?: ChangeOutcome;
}
