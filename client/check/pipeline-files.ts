/** Which files below a folder are pipelines, by their names. */
import { statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

const isPipelineFile = (name: string): boolean => /^(.+\.)?pipeline\.(ts|js|mjs|cjs|json)$/.test(name);

/** `pipeline.ts`, `search.pipeline.json` and the like, not those of packages or in hidden folders. */
export async function pipelineFilesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const found = await Promise.all(
    entries.map(async (entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory())
        return entry.name === 'node_modules' || entry.name.startsWith('.') ? [] : await pipelineFilesIn(path);
      return isPipelineFile(entry.name) ? [path] : [];
    }),
  );
  return found.flat().sort();
}

/** The pipeline files that paths name: a folder stands for all below it. */
export async function expandFolders(paths: readonly string[]): Promise<string[]> {
  const found = await Promise.all(paths.map(async (path) => (isFolder(path) ? await pipelineFilesIn(path) : [path])));
  return [...new Set(found.flat())];
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
