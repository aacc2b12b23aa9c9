/** What the stacks and the running service show before and after a story. */
import { type CloudFormationClient, paginateDescribeStackEvents, type StackEvent } from '@aws-sdk/client-cloudformation';
import { z } from 'zod';
import type { Aws } from '../../activities/aws/accounts';
import { digestTag, readStack } from '../../activities/aws/cloudformation/stack';
import type { ChangeOutcome } from '../../pipeline/model/outcome';
import type { Target } from '../../pipeline/model/target';
import { type StagePlan, targetsOf } from '../../pipeline/plan/plan';
import { type Mutation, mutationsOf } from './mutations';

/** A target with what its stack and its endpoint showed. */
export interface ObservedTarget extends Target {
  /** The name of the stage that reaches it. */
  readonly stage: string;
  readonly status: string;
  readonly change: string;
  readonly digest: string;
  /** The version that the running service reports, or why it did not; absent if the stack has no endpoint. */
  readonly version?: string;
  readonly events: readonly StackEvent[];
}

/** One operation on a stack, read from its events. */
export interface Operation {
  readonly target: ObservedTarget;
  readonly direction: Mutation['direction'];
  /** After an operation that CloudFormation rolled back by itself, there is nothing to put back. */
  readonly ended: Mutation['ended'];
  readonly startMs: number;
  readonly endMs: number;
}

/** What was observed of a story. */
export interface Evidence {
  readonly outcome: ChangeOutcome;
  readonly before: readonly ObservedTarget[];
  readonly after: readonly ObservedTarget[];
  /** Operations during the story, oldest first. */
  readonly operations: readonly Operation[];
}

/** Observes every target of a pipeline: its stack and its endpoint. */
export async function observeTargets(aws: Aws, stages: readonly StagePlan[]): Promise<ObservedTarget[]> {
  const all = stages.flatMap((stage) =>
    stage.regions.flatMap((region) => targetsOf(region).map((target) => ({ stage: stage.name, ...target }))),
  );
  return await Promise.all(all.map((target) => observeTarget(aws, target)));
}

async function observeTarget(aws: Aws, target: Target & { stage: string }): Promise<ObservedTarget> {
  const { cloudFormation } = await aws(target);
  const { status, tags, outputs } = await readStack(cloudFormation, target.stack);
  const version = outputs.Endpoint && (await readVersion(outputs.Endpoint));
  return {
    ...target,
    status,
    change: tags['slipway:change'] ?? '',
    digest: tags[digestTag] ?? '',
    ...(version && { version }),
    events: status === 'absent' ? [] : await readEvents(cloudFormation, target.stack),
  };
}

const versionAnswer = z.object({ version: z.string() });

/** The version that the service reports, or a text that says why it did not: the report shows either. */
async function readVersion(endpoint: string): Promise<string> {
  try {
    return versionAnswer.parse(await (await fetch(`${endpoint}/version`)).json()).version;
  } catch (err) {
    return `no answer: ${err instanceof Error ? err.message : String(err)}`;
  }
}

/** All events of a stack, newest first, as CloudFormation lists them. */
export async function readEvents(client: CloudFormationClient, stack: string): Promise<StackEvent[]> {
  const events: StackEvent[] = [];
  for await (const page of paginateDescribeStackEvents({ client }, { StackName: stack }))
    events.push(...(page.StackEvents ?? []));
  return events;
}

/** The operations that came after `before`. Within a stack they keep the order of the events; between stacks, the time decides. */
export function operationsSince(before: readonly ObservedTarget[], after: readonly ObservedTarget[]): Operation[] {
  const operations = after.flatMap((target) => {
    const events = eventsSince(before, target);
    return mutationsOf(target.stack, events).map(({ token, direction, ended }) => {
      const times = events.flatMap((event) => (event.ClientRequestToken === token ? (event.Timestamp?.getTime() ?? 0) : []));
      return { target, direction, ended, startMs: Math.min(...times), endMs: Math.max(...times) };
    });
  });
  return operations.sort((one, other) => one.startMs - other.startMs);
}

/** The events of a target that came after `before`, newest first. */
export function eventsSince(before: readonly ObservedTarget[], { stack, events }: ObservedTarget): StackEvent[] {
  const known = new Set(before.find((other) => other.stack === stack)?.events.map((event) => event.EventId));
  return events.filter((event) => !known.has(event.EventId));
}
