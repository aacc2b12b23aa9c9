import { gitFolders } from '../git/repository';
import type { Push } from '../push';
import { keyOf } from '../settings/folder';
import { registrationOf } from '../settings/registration';
import { secretsOf } from '../settings/secrets';
import { linesForPusher } from './lines-for-pusher';
import { pushesOf } from './pushes';
import { sendPush } from './send';

/** What the post-receive hook does: sends all that moved to `slipway serve` at once, and returns the lines for the person who pushes. */
export async function notifyServe(hooks: string, { at, refs }: { at: string; refs: string }): Promise<string[]> {
  const { repository } = await gitFolders(at);
  const key = keyOf(repository);
  const registration = await registrationOf(hooks, key);
  if (registration === undefined) return [`slipway does not know ${repository}: run slipway hook install for it again`];
  const [secret] = await secretsOf(hooks, key);
  if (secret === undefined) return [`slipway has no secret for ${repository}: create one with slipway hook rotate`];
  const url = `${registration.url.replace(/\/+$/, '')}/hooks/${key}`;
  const send = async (push: Push) => linesForPusher(await sendPush(url, push, { secret }), push, repository);
  return (await Promise.all(pushesOf(refs, registration).map(send))).flat();
}
