import { cp, mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { Release } from '../../pipeline/model/release';
import { writeWhole } from '../../platform/write-whole';
import { digestOf } from './digest';
import { digestOfFiles } from './digest-of-files';
import { ifThere, ReleaseFolder, ReleaseUnreadable } from './release-folder';
import { ResolvedRecords } from './resolved';

const texts = z.record(z.string(), z.string());
const body = z.object({ template: z.string(), parameters: texts, tags: texts.exactOptional(), digest: z.string() }).readonly();
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
 * Releases and payloads in a folder, each named by the digest of its content: saving the same one again changes nothing, and none is ever
 * changed. Workers that share work must share the folder. What cannot be read is an outage: nothing is rolled back because of it.
 */
export class ReleaseStore {
  /** What stacks resolved elsewhere when these releases were deployed to them. */
  readonly resolved: ResolvedRecords;
  private readonly folder: ReleaseFolder;

  /** `answersWithinMs`: how long the folder may take, by default 30 s. */
  constructor(path: string, answersWithinMs?: number) {
    this.folder = new ReleaseFolder(path, answersWithinMs);
    this.resolved = new ResolvedRecords(path);
  }

  /** Saves a release and returns its id. A damaged file of it is replaced: it would block this release for ever. */
  async save(release: Release): Promise<string> {
    await this.folder.check(true);
    const id = digestOf(release);
    const file = this.releaseFile(id);
    const text = await readFile(file, 'utf8').catch(() => undefined); // if the file cannot be read, writing it says why
    if (text !== undefined && releaseIn(text, id) !== undefined) return id;
    await mkdir(dirname(file), { recursive: true });
    await writeWhole(file, `${JSON.stringify(release, undefined, 1)}\n`);
    return id;
  }

  /** Reads a release. Rejects with `ReleaseUnreadable`, naming the file, if it cannot be read, is missing, or damaged. */
  async read(id: string): Promise<Release> {
    await this.folder.check(false);
    const file = this.releaseFile(id);
    const text = await this.folder.inTime(ifThere(readFile(file, 'utf8'))).catch((err: unknown) => {
      throw new ReleaseUnreadable(`release ${id} cannot be read`, { cause: err });
    });
    if (text === undefined)
      throw new ReleaseUnreadable(
        `release ${id} is not in the store: ${file} does not exist: let all workers share one release folder, or restore the file from a backup`,
      );
    const release = releaseIn(text, id);
    if (release === undefined)
      throw new ReleaseUnreadable(`release ${id} is damaged: ${file} is not what was saved: restore the file from a backup`);
    return release;
  }

  /** Saves a file or folder in `payloads/<digest>` and returns the digest. A link is saved as what it points to. */
  async savePayload(from: string): Promise<string> {
    await this.folder.check(true);
    const digest = await digestOfFiles(from);
    const to = join(this.folder.path, 'payloads', digest);
    if (!(await exists(to))) await copyWhole(from, to);
    return digest;
  }

  private releaseFile(id: string): string {
    return join(this.folder.path, 'releases', `${id}.json`);
  }
}

/** Copies beside the final path and moves it there, so that no reader ever sees half of it. A library for files cannot move a folder. */
async function copyWhole(from: string, to: string): Promise<void> {
  const temporary = `${to}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  await mkdir(dirname(to), { recursive: true });
  await cp(from, temporary, { recursive: true, dereference: true });
  await rename(temporary, to).catch(async (err) => {
    await rm(temporary, { recursive: true });
    if (!(await exists(to))) throw err; // else another worker saved the same payload at the same time
  });
}

/** The release that a text holds; `undefined` if it is anything else than the release of this id. */
function releaseIn(text: string, id: string): Release | undefined {
  const read = schema.safeParse(parsed(text));
  return read.success && digestOf(read.data) === id ? read.data : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // half a file: the caller names it
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
