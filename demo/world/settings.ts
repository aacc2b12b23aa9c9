import { z } from 'zod';
import { requireLoopback } from '../../local/loopback';
import { messageOf } from './message-of';
import { scopesOf } from './scope';

/** Every environment variable that the world reads. */
const environment = z.object({
  /** The emulator's URL. */
  AWS_ENDPOINT_URL: z.string().transform(by(requireLoopback)),
  /** The folder whose folder `payloads` holds what releases run. */
  SLIPWAY_RELEASES: z.string().min(1),
  /** Where the world answers; 0 takes any free port. */
  SLIPWAY_WORLD_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  /** The accounts and Regions whose alarms are judged: `111111111111/us-west-2,222222222222/us-west-2`. */
  SLIPWAY_WORLD_SCOPES: z.string().transform(by(scopesOf)),
  /** How often they are judged. */
  SLIPWAY_WORLD_EVALUATE_EVERY_MS: z.coerce.number().int().positive().default(500),
});

/** What reads a text and may throw, as a step that reports instead: all that is wrong is said at once. */
function by<T>(read: (text: string) => T) {
  return (text: string, { addIssue }: z.RefinementCtx): T => {
    try {
      return read(text);
    } catch (err) {
      addIssue({ code: 'custom', message: messageOf(err), input: text });
      return z.NEVER;
    }
  };
}

/** Reads the settings. Throws with all that is wrong with them. */
export function readSettings(variables: NodeJS.ProcessEnv) {
  const read = environment.safeParse(variables);
  if (!read.success) throw new Error(z.prettifyError(read.error));
  return {
    endpoint: read.data.AWS_ENDPOINT_URL,
    releases: read.data.SLIPWAY_RELEASES,
    port: read.data.SLIPWAY_WORLD_PORT,
    scopes: read.data.SLIPWAY_WORLD_SCOPES,
    evaluateEveryMs: read.data.SLIPWAY_WORLD_EVALUATE_EVERY_MS,
  };
}

/** What the world needs to know. */
export type Settings = Readonly<ReturnType<typeof readSettings>>;
