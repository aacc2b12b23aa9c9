/**
 * The messages between a change and the levels below it, and how a level stands.
 *
 * Names and shapes on the wire are public for ever from the first release on: add, never change. Each message takes one JSON object.
 */
import { defineQuery, defineSignal } from '@temporalio/workflow';
import type { Question } from '../../pipeline/gates/question';
import type { StuckStep } from '../../pipeline/model/person';
import type { Standing } from '../../pipeline/model/standing';
import type { Trouble } from '../../pipeline/model/trouble';

/** To a parent: a child failed, and is about to put itself back. */
export const failing = defineSignal<[{ from: string; because: string }]>('failing');
/** To a change: a step of its way back is stuck. */
export const stuck = defineSignal<[StuckStep]>('stuck');
/** To a change: a person decided about the step that was stuck at this workflow, and its way back goes on. */
export const unstuck = defineSignal<[{ at: string }]>('unstuck');
/** To a change: a deployment of the level `at` waits for people to answer a question. */
export const asks = defineSignal<[Asked]>('asks');
/** To the level that asked: what people answered. */
export const answered = defineSignal<[Answered]>('answered');
/** Of a stage, Region or zone: how it stands. */
export const status = defineQuery<LevelStatus>('status');

export interface Asked {
  /** The workflow id of the level. */
  readonly at: string;
  readonly question: Question;
}

export interface Answered {
  /** The question's digest. */
  readonly digest: string;
  readonly isAllowed: boolean;
  /** Why it is not allowed; empty if it is. */
  readonly because: string;
}

/** How a stage, Region or zone stands. Programs read `standing`; `why` is for people only. */
export interface LevelStatus {
  readonly standing: Standing;
  /** One sentence on what it does, waits for, or why it stands like this; may be empty. */
  readonly why: string;
  /** When it came into this standing, ISO 8601; absent if it has not started. */
  readonly since?: string;
  /** The earliest time at which what it does now can end by itself, ISO 8601, where that is known. */
  readonly until?: string;
  /** What a person can do about it, where somebody has to. */
  readonly action?: string;
  /** Its activities that have failed for minutes and are tried again. */
  readonly troubles?: readonly Trouble[];
}
