import { z } from 'zod';
import { requireLoopback } from '../../local/loopback';
import { messageOf } from './message-of';
import { parseScopes } from './scope';

/** Every environment variable that the world reads. */
const schema = z.object({
  /** The emulator's URL. */
  AWS_ENDPOINT_URL: z.string().transform(parsed(requireLoopback)),
  /** The folder whose subfolder `payloads` holds the payloads of releases. */
  SLIPWAY_RELEASES: z.string().min(1),
  /** The port of the world; 0 takes any free one. */
  SLIPWAY_WORLD_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  /** The accounts and Regions whose alarms are evaluated: `111111111111/us-west-2,222222222222/us-west-2`. */
  SLIPWAY_WORLD_SCOPES: z.string().transform(parsed(parseScopes)),
  /** How often they are evaluated. */
  SLIPWAY_WORLD_EVALUATE_EVERY_MS: z.coerce.number().int().positive().default(500),
});

/** Turns a parser that throws into one that reports an issue, so that every problem is reported at once. */
function parsed<T>(parse: (text: string) => T) {
  return (text: string, { addIssue }: z.RefinementCtx): T => {
    try {
      return parse(text);
    } catch (err) {
      addIssue({ code: 'custom', message: messageOf(err), input: text });
      return z.NEVER;
    }
  };
}

/** Reads the settings. Throws with every problem at once. */
export function readSettings(variables: NodeJS.ProcessEnv) {
  const read = schema.safeParse(variables);
  if (!read.success) throw new Error(z.prettifyError(read.error));
  return {
    endpoint: read.data.AWS_ENDPOINT_URL,
    releases: read.data.SLIPWAY_RELEASES,
    port: read.data.SLIPWAY_WORLD_PORT,
    scopes: read.data.SLIPWAY_WORLD_SCOPES,
    evaluateEveryMs: read.data.SLIPWAY_WORLD_EVALUATE_EVERY_MS,
  };
}

/** The settings of the world. */
export type Settings = Readonly<ReturnType<typeof readSettings>>;
