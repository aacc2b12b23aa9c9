import type { Rule } from '../../../pipeline/rules/rule';
import type { Merged } from '../../../workflows/messages/inputs';
import { commandName } from '../../command-name';
import { Refusal } from '../../refusal';
import type { KeptConnection } from '../../temporal/kept-connection';
import { registerSearchAttributes } from '../../temporal/register-search-attributes';
import { submit } from '../../temporal/submit';
import { whyNotFastForward } from '../git/fast-forward';
import { branchOf, noCommit, type Push } from '../push';
import { type HookResponse, HttpError } from '../response';
import type { Registration } from '../settings/registration';
import { pushedPipeline } from './pushed-pipeline';

/**
 * Makes a change of a push. Answers 202 only after Temporal has accepted the merge, so `serve` keeps nothing that it could lose.
 * Idempotent: the same push is the same change.
 */
export async function receivePush(
  push: Push,
  { repository, pipelines, policy }: Registration & { readonly policy: readonly Rule[] },
  temporal: KeptConnection,
): Promise<HookResponse> {
  const branch = branchOf(push.ref);
  const registered = pipelines.filter((pipeline) => pipeline.branch === branch);
  if (registered.length === 0) return nothingToDo(`no pipeline is registered for ${push.ref}`);
  if (!registered.some(({ file }) => file === push.pipeline))
    throw new HttpError(404, `the pipeline file ${push.pipeline} is not registered for ${branch}: see slipway hook install`);
  if (push.after === noCommit) return nothingToDo(`${branch} was deleted`);
  const why = await whyNotFastForward(repository, push);
  if (why !== undefined) throw new HttpError(409, why);
  const pipeline = await pushedPipeline(repository, push, policy);
  return await start({ pipeline, merge: { repository, commit: push.after } }, temporal);
}

const nothingToDo = (why: string): HookResponse => ({ status: 200, message: `nothing to do: ${why}` });

async function start(merged: Merged, temporal: KeptConnection): Promise<HookResponse> {
  try {
    const change = await temporal.use(async (client, connection) => {
      await registerSearchAttributes(connection, client.options.namespace); // in case no worker has run here yet
      return await submit(client, merged);
    });
    return {
      status: 202,
      message: `${change} is on its way; follow it with: ${commandName(process.env)} watch ${change}`,
      change,
    };
  } catch (err) {
    if (!(err instanceof Refusal)) throw err;
    if (err.code !== 3) throw new HttpError(500, err.message);
    throw new HttpError(503, err.message, { headers: { 'retry-after': '10' } });
  }
}
