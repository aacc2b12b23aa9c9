import { resolve } from 'node:path';
import { build } from 'esbuild';

let bundled: Promise<string> | undefined;

/**
 * All that a pipeline file imports as `slipway`, as one CommonJS text. Made once a process, in some thirty milliseconds: the child that
 * runs a file would need half a second to translate the same sources.
 */
export function slipwayModule(): Promise<string> {
  bundled ??= bundle().catch((err) => {
    bundled = undefined; // the machine may only have been out of processes for a moment
    throw err;
  });
  return bundled;
}

async function bundle(): Promise<string> {
  const made = await build({
    entryPoints: [resolve(__dirname, '../../../pipeline/index.ts')],
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
  });
  return made.outputFiles.map(({ text }) => text).join('');
}
