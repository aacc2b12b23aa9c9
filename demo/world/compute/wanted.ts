import { z } from 'zod';

/** What a stack asks for: its Lambda sends it as JSON. The payload's name becomes a path, so nothing but a digest passes. */
export const wanted = z.object({
  payload: z.string().regex(/^sha256-[0-9a-f]{64}$/, 'payload must be sha256- and 64 hexadecimal digits'),
  account: z.string().regex(/^\d{12}$/, 'account must be twelve digits'),
  table: z.string().default(''),
});

/** What shall run at a target: a payload, which is also the version it answers; the account whose metrics it counts in; its table. */
export type Wanted = Readonly<z.infer<typeof wanted>>;
