import { z } from 'zod';
import type { Push } from '../push';
import { HttpError } from '../response';

const commit = z.string().regex(/^[0-9a-f]{40}$/, 'expected a commit of 40 digits');
const push: z.ZodType<Push> = z.strictObject({ ref: z.string(), before: commit, after: commit, pipeline: z.string() });

/** Understands a body that was verified; refuses what is no JSON or has another shape. */
export function parsePush(body: Buffer): Push {
  const read = push.safeParse(jsonIn(body));
  if (read.success) return read.data;
  const wrong = read.error.issues.map(({ path, message }) => `${path.join('/') || 'the message'}: ${message}`);
  throw new HttpError(400, `the message is not that of a push: ${wrong.join('; ')}`);
}

function jsonIn(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new HttpError(400, 'the message is no JSON');
  }
}
