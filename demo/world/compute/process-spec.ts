import { z } from 'zod';

/** What a stack's Lambda sends as JSON. The payload's name becomes part of a path, so it must be a digest. */
export const processSpec = z.object({
  payload: z.string().regex(/^sha256-[0-9a-f]{64}$/, 'payload must be sha256- and 64 hexadecimal digits'),
  account: z.string().regex(/^\d{12}$/, 'account must be twelve digits'),
  table: z.string().default(''),
});

/** What must run at a target: a payload, whose digest is also the version; the account for its metrics; its table. */
export type ProcessSpec = Readonly<z.infer<typeof processSpec>>;
