import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { bundleWorkflowCode, type Logger } from '@temporalio/worker';
import { cacheBundle, cachedBundle, digestOfSources } from './bundle-cache';

/** The bundled workflow code. */
export interface Bundle {
  readonly code: string;
  /** The version of the workers that run it: the first twelve hex digits of the code's SHA-256. */
  readonly buildId: string;
}

const root = join(__dirname, '../..');

const folder = join(root, '.slipway/bundles');

/**
 * Bundles the workflows, or reads the bundle of the same sources from the cache: bundling takes seconds, during which changes wait. The same
 * code has the same version, whatever folder it is in and is started from.
 */
export async function bundleWorkflows(logger: Logger): Promise<Bundle> {
  const digest = await digestOfSources(root);
  const cached = await cachedBundle(folder, digest);
  if (cached !== undefined) return { code: cached, buildId: buildIdOf(cached) };
  const { code } = await bundleWorkflowCode({
    workflowsPath: join(root, 'workflows/index.ts'),
    webpackConfigHook: (config) => ({ ...config, context: root }), // module names are relative to it, and not to the working directory
    logger,
  });
  await cacheBundle(folder, digest, code).catch((error: unknown) => logger.debug('the bundle is not cached', { error }));
  return { code, buildId: buildIdOf(code) };
}

/** The version of some code. Its source map is ignored, because it contains the path of the folder. */
export const buildIdOf = (code: string): string =>
  createHash('sha256')
    .update(code.replace(/^\/\/# sourceMappingURL=.*$/m, ''))
    .digest('hex')
    .slice(0, 12);
