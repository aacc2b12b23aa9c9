import { cp, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Release } from '../../pipeline/model/release';
import { failure } from '../attempt/failed';
import { digestOf } from './digest';
import { digestOfFiles } from './files';

const texts = z.record(z.string(), z.string());
const body = z.object({ template: z.string(), parameters: texts, digest: z.string() }).readonly();
const schema: z.ZodType<Release> = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('built'),
    commit: z.string(),
    components: z.record(z.string(), z.object({ whole: body, oneBox: body.exactOptional() })),
  }),
  z.object({
    kind: z.literal('found'),
    stacks: z.record(z.string(), z.object({ template: z.string(), parameters: texts, tags: texts })),
  }),
]);

/**
 * Releases and payloads in a folder, each under the digest of its content: writing one twice changes nothing, and none is ever changed.
 * Workers that share work must share the folder.
 */
export class ReleaseStore {
  constructor(private readonly folder: string) {}

  /** Stores a release and answers its id. */
  async keep(release: Release): Promise<string> {
    const id = digestOf(release);
    await this.place(this.releaseFile(id), async (to) => await writeFile(to, `${JSON.stringify(release, undefined, 1)}\n`));
    return id;
  }

  /** Reads a release. An unknown or damaged one is a failure that names the file. */
  async read(id: string): Promise<Release> {
    const file = this.releaseFile(id);
    const text = await readFile(file, 'utf8').catch(() => {
      throw failure(`release ${id} is not in the store: ${file} cannot be read. All workers must share one release folder`);
    });
    const read = schema.safeParse(jsonIn(text));
    if (!read.success || digestOf(read.data) !== id) throw failure(`release ${id} is damaged: ${file} is not what was stored`);
    return read.data;
  }

  /** Stores a file or folder, links as what they lead to, and answers its digest; it lies in `payloads/<digest>` from then on. */
  async keepPayload(from: string): Promise<string> {
    const digest = await digestOfFiles(from);
    await this.place(
      join(this.folder, 'payloads', digest),
      async (to) => await cp(from, to, { recursive: true, dereference: true }),
    );
    return digest;
  }

  private releaseFile(id: string): string {
    return join(this.folder, 'releases', `${id}.json`);
  }

  /** Written beside its place and moved there whole, so that nobody ever reads half of it. */
  private async place(path: string, write: (to: string) => Promise<void>): Promise<void> {
    if (await exists(path)) return;
    const beside = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}`;
    await mkdir(join(path, '..'), { recursive: true });
    await write(beside);
    await rename(beside, path).catch(async (err) => {
      await rm(beside, { recursive: true });
      if (!(await exists(path))) throw err; // else somebody else stored the same at the same time
    });
  }
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // half a file: the caller says which
  }
}

const exists = async (path: string): Promise<boolean> =>
  await stat(path).then(
    () => true,
    (err: NodeJS.ErrnoException) => {
      if (err.code === 'ENOENT') return false;
      throw err;
    },
  );
