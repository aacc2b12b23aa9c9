import type { CloudFormationClient, StackEvent } from '@aws-sdk/client-cloudformation';
import { stackEvents } from '../events';
import { isDenied, type StackState } from '../stack';
import { nestedStackType } from '../stateful/is-stateful';
import { detailsOf, pointsToEvents } from './operation-events';

/**
 * Why the operation with this token failed, in CloudFormation's words. They may be in the first event that failed, in that of a nested
 * stack, in the stack's own event of the rollback that followed, which may have no token, or only in the state of the stack.
 */
export async function whyItFailed(
  client: CloudFormationClient,
  { stack, token, state }: { readonly stack: string; readonly token: string; readonly state: StackState },
): Promise<string> {
  const events = operationIn((await stackEvents(client, stack)).reverse(), token);
  const cause = causeIn(events);
  const words = cause === undefined ? (state.reason ?? 'and no event says why') : await describeCause(client, cause);
  if (!pointsToEvents(words)) return words;
  return [words, ...(await detailsOf(client, { StackName: stack }))].join('; ');
}

async function describeCause(client: CloudFormationClient, cause: StackEvent, path = ''): Promise<string> {
  const { LogicalResourceId: id, ResourceStatus, ResourceStatusReason } = cause;
  const deeper = isNested(cause) ? await causeWithin(client, cause) : undefined;
  if (deeper !== undefined) return await describeCause(client, deeper, `${path}${id}/`);
  return `${path}${id} ${ResourceStatus}: ${ResourceStatusReason}`;
}

/** The cause in a nested stack, whose own event only says that it was not successful; `undefined` if it cannot be read. */
async function causeWithin(
  client: CloudFormationClient,
  { PhysicalResourceId: id }: StackEvent,
): Promise<StackEvent | undefined> {
  if (!id) return undefined;
  try {
    const events = (await stackEvents(client, id)).reverse();
    return causeIn(events.slice(Math.max(0, events.findLastIndex(isNewVersion))));
  } catch (err) {
    if (isDenied(err) || (err instanceof Error && err.name === 'ValidationError')) return undefined;
    throw err;
  }
}

/** From its first event to the start of another operation. Without its token, as of a rollback alone, it is the newest one. */
function operationIn(events: readonly StackEvent[], token: string): readonly StackEvent[] {
  const first = events.findIndex((event) => event.ClientRequestToken === token);
  const rest = events.slice(Math.max(0, first < 0 ? events.findLastIndex(isStart) : first));
  const next = rest.findIndex((event, at) => at > 0 && isStart(event) && event.ClientRequestToken !== token);
  return next < 0 ? rest : rest.slice(0, next);
}

/** The first failure, since later ones only follow from it; else the reason of the rollback. */
function causeIn(events: readonly StackEvent[]): StackEvent | undefined {
  const failed = events.filter(({ ResourceStatus }) => ResourceStatus?.endsWith('_FAILED'));
  return (
    failed.find(({ ResourceStatusReason: reason }) => reason && !/ cancelled/i.test(reason)) ??
    events.find(
      ({ ResourceStatus, ResourceStatusReason }) => ResourceStatus?.endsWith('ROLLBACK_IN_PROGRESS') && ResourceStatusReason,
    ) ??
    failed[0]
  );
}

const isOwn = ({ StackId, PhysicalResourceId }: StackEvent): boolean => StackId !== undefined && PhysicalResourceId === StackId;

const isNested = (event: StackEvent): boolean => event.ResourceType === nestedStackType && !isOwn(event);

const isNewVersion = (event: StackEvent): boolean =>
  isOwn(event) && /^(CREATE|UPDATE|IMPORT)_IN_PROGRESS$/.test(event.ResourceStatus ?? '');

const isStart = (event: StackEvent): boolean =>
  isNewVersion(event) || (isOwn(event) && event.ResourceStatus === 'DELETE_IN_PROGRESS');
