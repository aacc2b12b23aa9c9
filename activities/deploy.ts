/** Brings a target to a release, forward or back. Told twice, done once. */
import { type CloudFormationClient, DeleteStackCommand } from '@aws-sdk/client-cloudformation';
import { CancelledFailure } from '@temporalio/activity';
import { short } from '../pipeline/model/ids';
import type { Left } from '../pipeline/model/outcome';
import type { Release } from '../pipeline/model/release';
import { failure, setbackOnTheWay } from './attempt/failed';
import { withHeartbeats } from './attempt/heartbeats';
import type { Aws } from './aws/accounts';
import { changeSetName, execute, withdraw } from './aws/cloudformation/change-set';
import { type WantedStack, wantedAt } from './aws/cloudformation/desired-stack';
import { isStranger, refuseStranger } from './aws/cloudformation/foreign-stack';
import { leftBefore, propose, type Ready } from './aws/cloudformation/propose';
import { removeStack } from './aws/cloudformation/remove';
import { digestTag, eventsOf, type SeenStack, templateOf } from './aws/cloudformation/stack';
import { parseTemplate, statefulIn } from './aws/cloudformation/template';
import { cancelRequested, cancelUpdate, settled, stopIfCancelled } from './aws/cloudformation/wait';
import type { DeployInput, DeployOutcome } from './contract';
import type { ReleaseStore } from './releases/store';

interface Deployment extends DeployInput {
  readonly client: CloudFormationClient;
  readonly stack: string;
  /** The change set's name and the operation's token. */
  readonly name: string;
}

/**
 * 1. On the way back, the change's own change set is deleted first, so that nothing of it happens late.
 * 2. Whatever runs on the stack is waited out.
 * 3. A stack that carries the wanted digest is left alone.
 * 4. What is left of a failed creation is removed.
 * 5. A change set of a fixed name is prepared, looked at, and executed on a stack that is still at rest.
 * 6. The stack comes to rest and is judged by what it then carries, not by what was answered on the way.
 */
export function deploy(deps: { aws: Aws; releases: ReleaseStore }) {
  return async (input: DeployInput): Promise<DeployOutcome> => {
    const { stack } = input.target;
    const release = await deps.releases.read(input.release);
    const { cloudFormation: client } = await deps.aws(input.target);
    const deployment = { ...input, client, stack, name: changeSetName({ ...input, stack }) };
    return await withHeartbeats(() => carry(deployment, release)); // a throttled call may take longer than a heartbeat
  };
}

async function carry(deployment: Deployment, release: Release): Promise<DeployOutcome> {
  const { client, stack, change, target, direction } = deployment;
  if (direction === 'back') await withdrawForward(deployment);
  const wanted = wantedAt(release, target, change);
  const seen = await settled(client, stack, (running) => cancelOwn(deployment, running));
  if (direction === 'back' && isStranger(seen, change))
    return outcome(deployment, false, 'another pipeline has it, and nothing was done');
  if (isAsFound(release, stack, seen)) return outcome(deployment, false, 'it is as it was found');
  if (wanted !== undefined) return await bring(deployment, wanted, seen);
  if (direction === 'back') return await removeStack({ ...deployment, created: forwardName(deployment) }, seen);
  throw failure(`release ${short(deployment.release)} has nothing for ${stack}: the component ${target.component} is not in it`);
}

/** A stack that bore no digest when it was found and bears none now was never touched by us. */
const isAsFound = (release: Release, stack: string, seen: SeenStack): boolean =>
  release.kind === 'found' &&
  release.stacks[stack] !== undefined &&
  release.stacks[stack].tags[digestTag] === undefined &&
  seen.condition === 'steady' &&
  seen.digest === undefined;

async function bring(told: Deployment, wanted: WantedStack, seen: SeenStack): Promise<DeployOutcome> {
  const { client, stack, direction } = told;
  if (direction === 'forward') refuseStranger(seen, told); // a lane that was good before is not surveyed again
  if (seen.digest === wanted.digest) return await unchanged(told, seen);
  stopIfCancelled();
  const deployment = direction === 'back' && seen.condition === 'steady' ? await nextTry(told) : told;
  if (seen.condition === 'wrecked') throw failure(`${stack} is ${seen.status}, which only a person can mend`);
  if (direction === 'forward') await refuseAgain(deployment, seen);
  const type = await emptied(deployment, seen);
  if (direction === 'back') await withdraw(client, stack, deployment.name); // one that failed before must not pass for this try's
  const proposal = await propose({ ...deployment, type, wanted, seen });
  if (proposal.kind === 'nothing') return outcome(deployment, false, 'nothing differs', proposal.left);
  return await carryOut(deployment, wanted, proposal);
}

/** The answer of an attempt before may have been lost, and what it left with it. */
async function unchanged(told: Deployment, seen: SeenStack): Promise<DeployOutcome> {
  const { client, stack, direction, change } = told;
  const isOurs = seen.change === change;
  const left = isOurs && direction === 'back' ? await leftBefore(client, stack, change) : [];
  return outcome(told, isOurs, 'runs it already', left);
}

/** The status is read just before: a busy stack must not be handed a second operation. */
async function carryOut(deployment: Deployment, wanted: WantedStack, { changeSet, left }: Ready): Promise<DeployOutcome> {
  const { client, stack, name: token } = deployment;
  await settled(client, stack);
  stopIfCancelled();
  await execute(client, { stack, changeSet, token });
  const after = await settled(client, stack, (seen) => cancelUpdate(client, stack, seen));
  if (cancelRequested()) throw new CancelledFailure(`stopped; ${stack} is ${after.status}`);
  if (after.digest === wanted.digest) return outcome(deployment, true, 'done', left);
  const because = `${stack} is ${after.status}: ${await reasonFor(deployment)}`;
  throw deployment.direction === 'back' ? setbackOnTheWay(because) : failure(because);
}

/** A way back that failed may be tried again, and each try has a token of its own: or one would be judged by the events of another. */
async function nextTry(deployment: Deployment): Promise<Deployment> {
  const { client, stack, name } = deployment;
  let next = name;
  for (let number = 2; (await eventsOf(client, stack, next)).length > 0; number += 1) next = `${name}-${number}`;
  return { ...deployment, name: next };
}

/** What an attempt before began, whose worker died, is cancelled as if this one had begun it; anything else is waited for. */
async function cancelOwn({ client, stack, name }: Deployment, running: SeenStack): Promise<void> {
  if ((await eventsOf(client, stack, name)).length > 0) await cancelUpdate(client, stack, running);
}

/** An update that failed once is not tried a second time because its answer was lost. */
async function refuseAgain(deployment: Deployment, seen: SeenStack): Promise<void> {
  if (seen.condition !== 'steady' && seen.condition !== 'failedCreate') return;
  const { client, stack, name } = deployment;
  const events = await eventsOf(client, stack, name);
  if (events.length > 0) throw failure(`${stack} is ${seen.status}: ${await reasonFor(deployment)}`);
}

/** Removes what a failed creation left, and says what kind of change set comes next. */
async function emptied({ client, stack, name }: Deployment, seen: SeenStack): Promise<'CREATE' | 'UPDATE'> {
  if (seen.condition === 'steady') return 'UPDATE';
  if (seen.condition === 'failedCreate') {
    await refuseToLose(client, stack, seen);
    await client.send(new DeleteStackCommand({ StackName: stack, ClientRequestToken: name }));
    const after = await settled(client, stack);
    if (after.condition !== 'absent') throw failure(`${stack} never worked and cannot be removed: it is ${after.status}`);
  }
  return 'CREATE';
}

/** CloudFormation has removed all of a creation that it took back; of one that it did not, something may hold data. */
async function refuseToLose(client: CloudFormationClient, stack: string, seen: SeenStack): Promise<void> {
  if (seen.status === 'ROLLBACK_COMPLETE') return;
  const kept = statefulIn(parseTemplate(await templateOf(client, stack)));
  if (kept.length > 0)
    throw failure(`${stack} is ${seen.status} and may hold data in ${kept.join(', ')}: see to it, then remove the stack`);
}

/** The first thing that went wrong, in CloudFormation's words. */
async function reasonFor({ client, stack, name }: Deployment): Promise<string> {
  const events = await eventsOf(client, stack, name);
  const first = events.reverse().find((event) => event.ResourceStatus?.endsWith('_FAILED'));
  return first === undefined
    ? 'and no event says why'
    : `${first.LogicalResourceId} ${first.ResourceStatus}: ${first.ResourceStatusReason}`;
}

const forwardName = ({ change, stack, undoes }: Deployment): string | undefined =>
  undoes && changeSetName({ change, stack, release: undoes, direction: 'forward' });

async function withdrawForward(deployment: Deployment): Promise<void> {
  const name = forwardName(deployment);
  if (name !== undefined) await withdraw(deployment.client, deployment.stack, name);
}

function outcome({ direction, release }: Deployment, touched: boolean, what: string, left: readonly Left[] = []): DeployOutcome {
  const way = direction === 'forward' ? 'deploy' : 'put back to';
  return { touched, what: `${way} ${short(release)}: ${what}`, left };
}
