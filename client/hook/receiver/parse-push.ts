import { z } from 'zod';
import type { Push } from '../push';
import { HttpError } from '../response';

const commit = z.string().regex(/^[0-9a-f]{40}$/, 'expected a commit of 40 digits');
const push: z.ZodType<Push> = z.strictObject({ ref: z.string(), before: commit, after: commit, pipeline: z.string() });

/** Parses a body whose signature was verified. Throws an `HttpError` 400 if it is not JSON or has another shape. */
export function parsePush(body: Buffer): Push {
  const parsed = push.safeParse(parseJson(body));
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join('/') || 'the message'}: ${message}`);
  throw new HttpError(400, `the message is not a push: ${problems.join('; ')}`);
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new HttpError(400, 'the message is not JSON');
  }
}
