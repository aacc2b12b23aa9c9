/** What a release's parameters and dynamic references resolved to when CloudFormation deployed it to a stack. */
import { mkdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { Target } from '../../pipeline/model/target';
import { writeWhole } from '../../platform/write-whole';

/** The version that a reference resolved to, and when that version was made (in ms since 1970); or why that is not known, as a clause. */
const version = z.union([
  z.object({ version: z.string(), since: z.number().exactOptional(), unconfirmed: z.literal(true).exactOptional() }),
  z.object({ unknown: z.string() }),
]);
const schema = z.object({
  digest: z.string().exactOptional(),
  values: z.record(z.string(), z.string()),
  references: z.record(z.string(), z.record(z.string(), version)),
  unrestorable: z
    .array(z.object({ what: z.string(), because: z.string() }))
    .readonly()
    .exactOptional(),
});

/** `unconfirmed` in a record that is written before a deployment: whether that version was used shows only afterwards. */
export type Version = z.infer<typeof version>;

/**
 * What one stack resolved: `values` by parameter, of parameters whose type reads them from the Parameter Store; `references` by their place
 * in the template and their text. Only versions of secret values are kept. `digest` is the stack's, and `unrestorable` what the
 * rollback that deployed it could not restore.
 */
export type Resolved = z.infer<typeof schema>;

/** A stack in an account and Region. */
export type Where = Pick<Target, 'account' | 'region' | 'stack'>;

/** Records in the release store beside releases, which stay as they are: for each stack one by release, by digest, or `pending`. */
export class ResolvedRecords {
  constructor(private readonly folder: string) {}

  /** Only the worker's user may read them: a value in the Parameter Store is not a secret, but it is not for everybody either. */
  async save(where: Where, name: string, resolved: Resolved): Promise<void> {
    const file = this.file(where, name);
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeWhole(file, `${JSON.stringify(resolved, undefined, 1)}\n`, { mode: 0o600 });
  }

  /** `undefined` if there is none; a damaged one counts as none, because a rollback must not wait for it. */
  async read(where: Where, name: string): Promise<Resolved | undefined> {
    const text = await readFile(this.file(where, name), 'utf8').catch((err: NodeJS.ErrnoException) => {
      if (err.code === 'ENOENT') return undefined;
      throw err;
    });
    return text === undefined ? undefined : resolvedIn(text);
  }

  /** Removes a record, if there is one. */
  async remove(where: Where, name: string): Promise<void> {
    await rm(this.file(where, name), { force: true });
  }

  private file({ account, region, stack }: Where, name: string): string {
    return join(this.folder, 'resolved', account, region, stack, `${name}.json`);
  }
}

function resolvedIn(text: string): Resolved | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined; // half a file is a damaged one
  }
}
