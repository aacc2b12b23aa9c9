import { z } from 'zod';
import { Refused } from './answer';

/** What a hook tells: a branch moved, and a pipeline takes what was pushed to it. One message is one change, or none. */
export interface Push {
  readonly ref: string;
  /** The commit before and after; `nothing` where the branch was made or deleted. */
  readonly before: string;
  readonly after: string;
  /** The pipeline file's path in the pushed commit. */
  readonly pipeline: string;
}

/** How git writes that there is no commit. */
export const nothing = '0'.repeat(40);

const commit = z.string().regex(/^[0-9a-f]{40}$/, 'expected a commit of 40 digits');
const push: z.ZodType<Push> = z.strictObject({ ref: z.string(), before: commit, after: commit, pipeline: z.string() });

/** Understands a body that was verified; refuses what is no JSON or has another shape. */
export function pushIn(body: Buffer): Push {
  const read = push.safeParse(jsonIn(body));
  if (read.success) return read.data;
  const wrong = read.error.issues.map(({ path, message }) => `${path.join('/') || 'the message'}: ${message}`);
  throw new Refused(400, `the message is not that of a push: ${wrong.join('; ')}`);
}

function jsonIn(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new Refused(400, 'the message is no JSON');
  }
}

/** `main` of `refs/heads/main`; `undefined` of a tag. */
export const branchOf = (ref: string): string | undefined => /^refs\/heads\/(.+)$/.exec(ref)?.[1];
