import { gitFolders } from '../git/repository';
import type { Push } from '../push';
import { keyOf } from '../settings/folder';
import { registrationOf } from '../settings/registration';
import { secretsOf } from '../settings/secrets';
import { told } from './lines-for-pusher';
import { pushesOf } from './pushes';
import { sendPush } from './send';

/** What a post-receive does: tells `slipway serve` of what moved, all at once, and answers the lines for who pushes. */
export async function notifyServe(hooks: string, { at, refs }: { at: string; refs: string }): Promise<string[]> {
  const { repository } = await gitFolders(at);
  const key = keyOf(repository);
  const registered = await registrationOf(hooks, key);
  if (registered === undefined) return [`slipway does not know ${repository}: run slipway hook install for it again`];
  const [secret] = await secretsOf(hooks, key);
  if (secret === undefined) return [`slipway has no secret for ${repository}: make one with slipway hook rotate`];
  const to = `${registered.url.replace(/\/+$/, '')}/hooks/${key}`;
  const tellOne = async (push: Push) => told(await sendPush(to, push, { secret }), push, repository);
  return (await Promise.all(pushesOf(refs, registered).map(tellOne))).flat();
}
