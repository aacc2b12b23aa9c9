import { type Client, type WorkflowExecutionDescription, WorkflowNotFoundError } from '@temporalio/client';
import { z } from 'zod';
import { blockerOf } from '../../pipeline/lanes/blocker';
import { describeTimeLeft } from '../../pipeline/model/duration-text';
import { below, serviceId } from '../../pipeline/model/ids';
import type { LevelOutcome } from '../../pipeline/model/outcome';
import { type Progress, type StageProgress, traffic } from '../../workflows/messages/messages';
import { answerWithinMs } from '../temporal/answer';
import { progressOf } from '../temporal/status';
import { isOpen } from './fold';
import type { Branch, ChangeTree, Standing } from './tree';

/** Looks at a change and at all below it that is open; `undefined` where there is no change of that id. */
export async function lookAt(client: Client, change: string, now: () => string): Promise<ChangeTree | undefined> {
  const told = await progressOf(client, change);
  if (told === undefined) return undefined;
  const { pipeline, number, commit, release, doing, outcome, since, stuck = [], decisions = [], approval } = told;
  const at = told.endedAt ?? now();
  const stages = await allOf(told.stages.map((stage) => stageBranch(client, { ...told, at }, stage)));
  return {
    ...{ change, pipeline, number, commit, doing, stages, stuck, decisions, since, at },
    ...(release !== undefined && { release }),
    ...(approval !== undefined && { approval }),
    ...(outcome !== undefined && { outcome }),
  };
}

/** What a change tells, and when it was looked at. */
type Seen = Progress & Pick<ChangeTree, 'at'>;

async function stageBranch(client: Client, told: Seen, stage: StageProgress): Promise<Branch> {
  const { name, state, because, since } = stage;
  const isUnderWay = state === 'under way' && told.outcome === undefined;
  const regions = Object.entries(stage.zones);
  const parts = isUnderWay
    ? await allOf(
        regions.map(([region, zones]) =>
          levelBranch(client, { id: below(below(told.change, name), region), name: region, zones }),
        ),
      )
    : [];
  const waits = state === 'waiting' ? await waitOf(client, told, stage) : undefined;
  const where = isUnderWay ? [] : [regions.map(([region]) => region).join(', ')];
  return {
    name,
    standing: standingOfStage(told, stage, parts),
    why: [...where, waits ?? because.replace(goesBack, '')].filter((text) => text !== '').join('; '),
    ...(since !== undefined && { since }),
    below: parts,
  };
}

function standingOfStage({ outcome }: Seen, { state, because }: StageProgress, parts: readonly Branch[]): Standing {
  if (outcome !== undefined) return state === 'ahead' || state === 'waiting' ? 'not reached' : state;
  const turns = goesBack.test(because) || parts.some(({ standing }) => standing === 'going back' || standing === 'stuck');
  return state === 'under way' && turns ? 'going back' : state;
}

/** What a stage waits for: the hour, whose lane, or what its gates last said. */
async function waitOf(client: Client, { change, service, at, outcome }: Seen, stage: StageProgress): Promise<string> {
  const { name, because, until } = stage;
  if (until !== undefined)
    return outcome === undefined ? `${because} (${describeTimeLeft(Date.parse(until) - Date.parse(at))})` : because;
  const state = await client.withDeadline(Date.now() + answerWithinMs, () =>
    client.workflow.getHandle(serviceId(service)).query(traffic),
  );
  const request = state.waiting.find((waiting) => waiting.change === change && waiting.stage === name);
  const blocker = request && blockerOf(state, request);
  if (blocker !== undefined) return `${because}: ${blocker}`;
  const last = lastWords(await client.workflow.getHandle(change).describe(), 'gates');
  return last === undefined ? because : `${because}: ${last}`;
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
  const since = described.startTime.toISOString();
  if (described.status.name !== 'RUNNING') return { name, ...(await endOf(workflow)), since, below: [] };
  const doing = metadata.parse(await client.withDeadline(Date.now() + answerWithinMs, () => workflow.query(metadataQuery)));
  const parts = await allOf(zones.map((zone) => levelBranch(client, { id: below(id, zone), name: zone })));
  const isInside = parts.some(({ standing }) => isOpen(standing));
  return { name, ...standingOf(doing.currentDetails, described, isInside), since, below: parts };
}

/** Every workflow of Temporal's answers this with what it says of itself. */
const metadataQuery = '__temporal_workflow_metadata';
const metadata = z.object({ currentDetails: z.string().default('') });

async function endOf(workflow: { result(): Promise<LevelOutcome> }): Promise<{ standing: Standing; why: string }> {
  try {
    const outcome = await workflow.result();
    return { standing: standingAfter[outcome.kind], why: outcome.kind === 'deployed' ? '' : outcome.because };
  } catch (err) {
    return { standing: 'stuck', why: `ended without an answer: ${err instanceof Error ? err.message : String(err)}` };
  }
}

const standingAfter: Record<LevelOutcome['kind'], Standing> = {
  deployed: 'good',
  rolledBack: 'put back',
  cancelled: 'put back',
  leftInPlace: 'left in place',
};

/** How a level says that it has turned round; the standing says so already. */
const goesBack = /^goes back: /;

/** A level says of itself what it does; a bake that waits says with its last failure what is missing. */
function standingOf(
  details: string,
  described: WorkflowExecutionDescription,
  isInside: boolean,
): { standing: Standing; why: string } {
  const plain = details.replaceAll('**', '');
  if (plain.startsWith('stuck')) return { standing: 'stuck', why: plain.replace(/^stuck: /, '') };
  const standing = /^(goes back|on its way back)|: put back to /.test(plain) ? 'going back' : 'under way';
  const missing = lastWords(described, 'bake');
  return { standing, why: isInside ? '' : [plain.replace(goesBack, ''), ...(missing === undefined ? [] : [missing])].join(': ') };
}

/** Rejects only when all have ended: a call that is still tried again would find its connection closed, and end the process. */
async function allOf<T>(promises: readonly Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(promises);
  return await Promise.all(promises);
}

/** What an activity that looks again and again said last. */
const lastWords = (described: WorkflowExecutionDescription, activity: string): string | undefined =>
  described.raw.pendingActivities?.find(({ activityType }) => activityType?.name === activity)?.lastFailure?.message ?? undefined;
