import { gitFolders } from '../git/repository';
import type { Push } from '../push';
import { keyOf } from '../settings/folder';
import { registeredUnder } from '../settings/registered';
import { secretsOf } from '../settings/secrets';
import { sendPush } from './send';
import { told } from './told';
import { messagesOf } from './updates';

/** What a post-receive does: tells `slipway serve` of what moved, all at once, and answers the lines for who pushes. */
export async function tell(hooks: string, { at, refs }: { at: string; refs: string }): Promise<string[]> {
  const { repository } = await gitFolders(at);
  const key = keyOf(repository);
  const registered = await registeredUnder(hooks, key);
  if (registered === undefined) return [`slipway does not know ${repository}: run slipway hook install for it again`];
  const [secret] = await secretsOf(hooks, key);
  if (secret === undefined) return [`slipway has no secret for ${repository}: make one with slipway hook rotate`];
  const to = `${registered.url.replace(/\/+$/, '')}/hooks/${key}`;
  const tellOne = async (push: Push) => told(await sendPush(to, push, { secret }), push, repository);
  return (await Promise.all(messagesOf(refs, registered).map(tellOne))).flat();
}
