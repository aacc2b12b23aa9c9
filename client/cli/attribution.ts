import { userInfo } from 'node:os';
import type { Command } from 'commander';
import type { Attribution } from '../../pipeline/model/person';

/** The options of every command by which a person decides something. */
export interface AttributionOptions {
  readonly by?: string;
  readonly why?: string;
  readonly json?: true;
}

/** Adds the options that say who decides and why. */
export const withAttribution = (command: Command, why: 'why is required' | 'why is optional'): Command =>
  (why === 'why is required'
    ? command.requiredOption('--why <reason>', 'the reason; it is recorded with the decision (required)')
    : command.option('--why <reason>', 'the reason; it is recorded with the decision')
  )
    .option('--by <name>', 'your name; by default the name that you are logged in with')
    .option('--json', 'print JSON');

/** Who decides and why. A typed name proves nothing; it is recorded as a claim. */
export const attributionOf = ({ by, why }: AttributionOptions): Attribution => ({
  by: by ?? userInfo().username,
  why: why ?? 'no reason was given',
});
