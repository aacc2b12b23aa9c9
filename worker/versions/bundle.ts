import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { bundleWorkflowCode, type Logger } from '@temporalio/worker';
import { digestOfSources, keepBundle, keptBundle } from './kept-bundle';

/** The workflows as one text. */
export interface Bundle {
  readonly code: string;
  /** The version of the workers that run it: the first twelve digits of the code's digest. */
  readonly buildId: string;
}

const root = join(__dirname, '../..');

const folder = join(root, '.slipway/bundles');

/**
 * Bundles the workflows, or takes the bundle that an earlier worker made of the same sources: to bundle takes seconds, in which changes
 * wait. The same code is the same version, wherever its folder lies and wherever it is started from.
 */
export async function bundleWorkflows(logger: Logger): Promise<Bundle> {
  const digest = await digestOfSources(root);
  const kept = await keptBundle(folder, digest);
  if (kept !== undefined) return { code: kept, buildId: buildIdOf(kept) };
  const { code } = await bundleWorkflowCode({
    workflowsPath: join(root, 'workflows/index.ts'),
    webpackConfigHook: (config) => ({ ...config, context: root }), // modules are named from here, not from where the process stands
    logger,
  });
  await keepBundle(folder, digest, code).catch((error: unknown) => logger.debug('the bundle is not kept', { error }));
  return { code, buildId: buildIdOf(code) };
}

/** The version that some code is. Its source map is left out: that names the folder in which it was bundled. */
export const buildIdOf = (code: string): string =>
  createHash('sha256')
    .update(code.replace(/^\/\/# sourceMappingURL=.*$/m, ''))
    .digest('hex')
    .slice(0, 12);
