import {
  type Client,
  QueryNotRegisteredError,
  type WorkflowExecutionDescription,
  WorkflowNotFoundError,
} from '@temporalio/client';
import { blockerOf } from '../../pipeline/lanes/blocker';
import { below, serviceId } from '../../pipeline/model/ids';
import type { LevelOutcome } from '../../pipeline/model/outcome';
import { isOpen, type Standing, standingAfter } from '../../pipeline/model/standing';
import { troubleSentence } from '../../pipeline/model/trouble';
import { type LevelStatus, status } from '../../workflows/messages/level-messages';
import type { Progress, StageProgress } from '../../workflows/messages/progress';
import { traffic } from '../../workflows/messages/service-messages';
import { progressOf } from '../temporal/status';
import { answerTimeoutMs, isTimeout, noWorkerAnswers } from '../temporal/unanswered';
import { pendingBake, pendingReason } from './pending';
import type { Branch, ChangeTree } from './tree';

/** Reads a change and everything below it that is open; `undefined` if there is no change of that id. */
export async function readTree(client: Client, change: string, now: () => string): Promise<ChangeTree | undefined> {
  const progress = await progressOf(client, change);
  if (progress === undefined) return undefined;
  const { pipeline, number, commit, release, doing, outcome, since, stuck = [], decisions = [], approval } = progress;
  const { questions, obstacle, troubles } = progress;
  const stages = await settled(progress.stages.map((stage) => stageBranch(client, progress, stage)));
  return {
    ...{ change, pipeline, number, commit, doing, stages, stuck, decisions, since, at: progress.endedAt ?? now() },
    ...(release !== undefined && { release }),
    ...(approval !== undefined && { approval }),
    ...(troubles !== undefined && { troubles }),
    ...(questions !== undefined && { questions }),
    ...(obstacle !== undefined && { obstacle }),
    ...(outcome !== undefined && { outcome }),
  };
}

async function stageBranch(client: Client, progress: Progress, stage: StageProgress): Promise<Branch> {
  const { name, standing, since, until, notes } = stage;
  const isRunning = (standing === 'under way' || standing === 'going back') && progress.outcome === undefined;
  const regions = isRunning ? await regionBranches(client, progress.change, stage) : [];
  const why = standing === 'waiting' ? await waitReason(client, progress, stage) : stage.why;
  const where = isRunning ? [] : [Object.keys(stage.zones).join(', ')];
  return {
    name,
    standing: standingOf(progress, stage, regions),
    why: [...where, why].filter((text) => text !== '').join('; '),
    ...(since !== undefined && { since }),
    ...(until !== undefined && progress.outcome === undefined && { until }),
    below: regions,
    ...(notes !== undefined && { notes }),
  };
}

const regionBranches = (client: Client, change: string, { name: stage, zones }: StageProgress): Promise<Branch[]> =>
  settled(
    Object.entries(zones).map(([name, zoneNames]) =>
      levelBranch(client, { id: below(below(change, stage), name), name, zones: zoneNames }),
    ),
  );

function standingOf({ outcome }: Progress, { standing }: StageProgress, regions: readonly Branch[]): Standing {
  if (outcome !== undefined) return standing === 'ahead' || standing === 'waiting' ? 'not reached' : standing;
  const turns = regions.some((region) => region.standing === 'going back' || region.standing === 'stuck');
  return standing === 'under way' && turns ? 'going back' : standing;
}

/** What a stage waits for: its window, whose lane, or what its gates said last. */
async function waitReason(client: Client, { change, service, outcome }: Progress, stage: StageProgress): Promise<string> {
  const { name, why, until } = stage;
  if (until !== undefined || outcome !== undefined) return why;
  const state = await answerOf(client, serviceId(service), (workflow) => workflow.query(traffic));
  const request = state.waiting.find((waiting) => waiting.change === change && waiting.stage === name);
  const blocker = request && blockerOf(state, request);
  const reason = blocker ?? pendingReason(await client.workflow.getHandle(change).describe(), 'gates');
  const troubles = (state.troubles ?? []).map(troubleSentence); // of the service, for which the change waits
  return [reason === undefined ? why : `${why}: ${reason}`, ...troubles].join('; ');
}

interface Level {
  readonly id: string;
  readonly name: string;
  /** Of a Region. */
  readonly zones?: readonly string[];
}

async function levelBranch(client: Client, { id, name, zones = [] }: Level): Promise<Branch> {
  const workflow = client.workflow.getHandle<() => Promise<LevelOutcome>>(id);
  const described = await workflow.describe().catch((err) => {
    if (err instanceof WorkflowNotFoundError) return undefined;
    throw err;
  });
  if (described === undefined) return { name, standing: 'ahead', why: '', below: [] };
  if (described.status.name !== 'RUNNING') {
    const ending = await endingOf(workflow);
    return { name, ...ending, since: described.startTime.toISOString(), below: [] };
  }
  const level = await answerOf(client, id, (handle) => handle.query(status)).catch(olderLevel);
  const parts = await settled(zones.map((zone) => levelBranch(client, { id: below(id, zone), name: zone })));
  const isActiveBelow = parts.some(({ standing }) => isOpen(standing));
  return { name, ...(isActiveBelow ? withoutReason(level) : withBake(level, described)), below: parts };
}

/** What a Region does itself is of interest only while none of its zones does something. */
const withoutReason = ({ standing, since }: LevelStatus) => ({ standing, why: '', ...(since !== undefined && { since }) });

/** The numbers of the bake that the level waits for; if its last attempt failed otherwise, that failure, which is why nothing moves. */
function withBake({ standing, why, since, until }: LevelStatus, described: WorkflowExecutionDescription) {
  const bake = pendingBake(described);
  const failure = bake === undefined ? pendingReason(described, 'bake') : undefined;
  return {
    standing,
    why: failure === undefined ? why : `${why}: ${failure}`,
    ...(bake !== undefined && { bake }),
    ...(since !== undefined && { since }),
    ...(until !== undefined && { until }),
  };
}

/** A level of a worker that was started before levels answered this query. */
function olderLevel(err: unknown): LevelStatus {
  if (!(err instanceof QueryNotRegisteredError)) throw err;
  return { standing: 'under way', why: 'it was started by an older version of Slipway, which does not say more' };
}

type Handle = ReturnType<Client['workflow']['getHandle']>;

/** Asks a workflow, which answers through a worker: there may be none for it. */
async function answerOf<T>(client: Client, id: string, ask: (workflow: Handle) => Promise<T>): Promise<T> {
  try {
    return await client.withDeadline(Date.now() + answerTimeoutMs, () => ask(client.workflow.getHandle(id)));
  } catch (err) {
    throw isTimeout(err) ? noWorkerAnswers(id) : err;
  }
}

async function endingOf(workflow: { result(): Promise<LevelOutcome> }): Promise<{ standing: Standing; why: string }> {
  try {
    const outcome = await workflow.result();
    return { standing: standingAfter[outcome.kind], why: outcome.kind === 'deployed' ? '' : outcome.because };
  } catch (err) {
    return { standing: 'stuck', why: `ended without an answer: ${err instanceof Error ? err.message : String(err)}` };
  }
}

/** Waits for all, also if one rejects: a call that is still being retried would find its connection closed, and end the process. */
async function settled<T>(promises: readonly Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(promises);
  return await Promise.all(promises);
}
