import { join } from 'node:path';
import { installHook } from '../../client/hook/install/install-hook';
import { hooksFolder } from '../../client/hook/settings/folder';
import type { Repository } from '../repository/repository';
import type { PlayerOptions } from './player-options';

/** Publishes a repository on a git server, with Slipway's hook. From then on, each push becomes a change. */
export async function publishWithHook(
  repository: Repository,
  { folder, system, pipelineFile }: Pick<PlayerOptions, 'folder' | 'system' | 'pipelineFile'>,
): Promise<void> {
  const bare = join(folder, 'checkout.git');
  await repository.publish(bare);
  const folders = { slipway: folder, hooks: hooksFolder(system.env) };
  await installHook(folders, { repository: bare, branch: 'main', file: pipelineFile, url: system.hook, secretFile: undefined });
}
