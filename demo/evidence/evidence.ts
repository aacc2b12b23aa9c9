/** What the stacks and the running service themselves say, before and after a story. */
import { type CloudFormationClient, DescribeStackEventsCommand, type StackEvent } from '@aws-sdk/client-cloudformation';
import { z } from 'zod';
import type { Aws } from '../../activities/aws/accounts';
import { digestTag, readStack } from '../../activities/aws/cloudformation/stack';
import type { ChangeOutcome } from '../../pipeline/model/outcome';
import type { Target } from '../../pipeline/model/target';
import { type StagePlan, targetsOf } from '../../pipeline/plan/plan';
import { type Mutation, mutationsOf } from './mutations';

/** A target as it was seen. */
export interface SeenTarget extends Target {
  /** The name of the stage that reaches it. */
  readonly stage: string;
  readonly status: string;
  readonly change: string;
  readonly digest: string;
  /** What the running service answers; absent where nothing runs. */
  readonly version?: string;
  readonly events: readonly StackEvent[];
}

/** One operation on a stack, from its events. */
export interface Operation {
  readonly target: SeenTarget;
  readonly way: Mutation['way'];
  /** One that CloudFormation took back itself left nothing to put back. */
  readonly ended: Mutation['ended'];
  readonly beginsMs: number;
  readonly endsMs: number;
}

/** A story as it was seen from outside. */
export interface Evidence {
  readonly outcome: ChangeOutcome;
  readonly before: readonly SeenTarget[];
  readonly after: readonly SeenTarget[];
  /** Of the story alone, oldest first. */
  readonly operations: readonly Operation[];
}

/** Reads every target of a pipeline from its stack and its endpoint. */
export async function seeTargets(aws: Aws, stages: readonly StagePlan[]): Promise<SeenTarget[]> {
  const all = stages.flatMap((stage) =>
    stage.regions.flatMap((region) => targetsOf(region).map((target) => ({ stage: stage.name, ...target }))),
  );
  return await Promise.all(all.map((target) => seeTarget(aws, target)));
}

async function seeTarget(aws: Aws, target: Target & { stage: string }): Promise<SeenTarget> {
  const { cloudFormation } = await aws(target);
  const { status, tags, outputs } = await readStack(cloudFormation, target.stack);
  const version = outputs.Endpoint && (await versionAt(outputs.Endpoint));
  return {
    ...target,
    status,
    change: tags['slipway:change'] ?? '',
    digest: tags[digestTag] ?? '',
    ...(version && { version }),
    events: status === 'absent' ? [] : await allEvents(cloudFormation, target.stack),
  };
}

const answer = z.object({ version: z.string() });

/** The version that the service answers, or why it does not: both are for the report. */
async function versionAt(endpoint: string): Promise<string> {
  try {
    return answer.parse(await (await fetch(`${endpoint}/version`)).json()).version;
  } catch (err) {
    return `no answer: ${err instanceof Error ? err.message : String(err)}`;
  }
}

/** All events of a stack, newest first, as CloudFormation lists them. */
async function allEvents(client: CloudFormationClient, stack: string): Promise<StackEvent[]> {
  const events: StackEvent[] = [];
  let next: string | undefined;
  do {
    const page = await client.send(
      new DescribeStackEventsCommand({ StackName: stack, ...(next !== undefined && { NextToken: next }) }),
    );
    events.push(...(page.StackEvents ?? []));
    next = page.NextToken;
  } while (next !== undefined);
  return events;
}

/** The operations that came after `before`, by their tokens. Within a stack the order of the list decides, between stacks the time. */
export function operationsSince(before: readonly SeenTarget[], after: readonly SeenTarget[]): Operation[] {
  const operations = after.flatMap((target) => {
    const events = eventsSince(before, target);
    return mutationsOf(target.stack, events).map(({ token, way, ended }) => {
      const times = events.flatMap((event) => (event.ClientRequestToken === token ? (event.Timestamp?.getTime() ?? 0) : []));
      return { target, way, ended, beginsMs: Math.min(...times), endsMs: Math.max(...times) };
    });
  });
  return operations.sort((one, other) => one.beginsMs - other.beginsMs);
}

/** What happened at a target after `before` was seen, newest first. */
export function eventsSince(before: readonly SeenTarget[], { stack, events }: SeenTarget): StackEvent[] {
  const known = new Set(before.find((other) => other.stack === stack)?.events.map((event) => event.EventId));
  return events.filter((event) => !known.has(event.EventId));
}
