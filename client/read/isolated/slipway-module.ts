import { resolve } from 'node:path';
import { build } from 'esbuild';

let bundled: Promise<string> | undefined;

/**
 * Everything that a pipeline file can import from `slipway`, as the text of one CommonJS module. Built once per process, in about thirty
 * milliseconds: the child that runs a file would need half a second to compile the same sources.
 */
export function slipwayModule(): Promise<string> {
  bundled ??= bundle().catch((err) => {
    bundled = undefined; // the machine may have been out of processes only for a moment
    throw err;
  });
  return bundled;
}

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [resolve(__dirname, '../../../pipeline/index.ts')],
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
  });
  return outputFiles.map(({ text }) => text).join('');
}
