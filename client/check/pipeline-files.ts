/** Finds the pipeline files below a folder by their names. */
import { statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

const isPipelineFile = (name: string): boolean => /^(.+\.)?pipeline\.(ts|js|mjs|cjs|json)$/.test(name);

/** Finds `pipeline.ts`, `search.pipeline.json` and the like. Skips `node_modules` and hidden folders. */
export async function pipelineFilesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const files = await Promise.all(
    entries.map(async (entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory())
        return entry.name === 'node_modules' || entry.name.startsWith('.') ? [] : await pipelineFilesIn(path);
      return isPipelineFile(entry.name) ? [path] : [];
    }),
  );
  return files.flat().sort();
}

/** Replaces each folder by the pipeline files below it. */
export async function expandFolders(paths: readonly string[]): Promise<string[]> {
  const files = await Promise.all(paths.map(async (path) => (isFolder(path) ? await pipelineFilesIn(path) : [path])));
  return [...new Set(files.flat())];
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
