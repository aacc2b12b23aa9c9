import type { Rule } from '../../../pipeline/rules/rule';
import type { Merged } from '../../../workflows/messages/messages';
import { commandName } from '../../command-name';
import { Refusal } from '../../refusal';
import type { KeptTemporal } from '../../temporal/kept-connection';
import { registerSearchAttributes } from '../../temporal/register-search-attributes';
import { submit } from '../../temporal/submit';
import { whyNotFastForward } from '../git/fast-forward';
import { branchOf, nothing, type Push } from '../push';
import { type Answer, HttpError } from '../response';
import type { Registration } from '../settings/registration';
import { pushedPipeline } from './pushed-pipeline';

/**
 * Makes a change of a push. It answers 202 only after Temporal has taken the merge, so there is nothing of its own that it could lose; the
 * same push told again is the same change.
 */
export async function receive(
  push: Push,
  { repository, pipelines, policy }: Registration & { readonly policy: readonly Rule[] },
  temporal: KeptTemporal,
): Promise<Answer> {
  const branch = branchOf(push.ref);
  const takers = pipelines.filter((pipeline) => pipeline.branch === branch);
  if (takers.length === 0) return { status: 200, message: `nothing to do: no pipeline takes ${push.ref}` };
  if (!takers.some(({ file }) => file === push.pipeline))
    throw new HttpError(404, `no pipeline file ${push.pipeline} is known for ${branch}: see slipway hook install`);
  if (push.after === nothing) return { status: 200, message: `nothing to do: ${branch} was deleted` };
  const why = await whyNotFastForward(repository, push);
  if (why !== undefined) throw new HttpError(409, why);
  return await start(
    { pipeline: await pushedPipeline(repository, push, policy), merge: { repository, commit: push.after } },
    temporal,
  );
}

async function start(merged: Merged, temporal: KeptTemporal): Promise<Answer> {
  try {
    const change = await temporal.use(async (client, connection) => {
      await registerSearchAttributes(connection, client.options.namespace); // no worker may have run here yet
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
