import { userInfo } from 'node:os';
import type { Command } from 'commander';
import type { Attribution } from '../../pipeline/model/person';

/** What a person says on the command line, besides what it is about. */
export interface AttributionOptions {
  readonly by?: string;
  readonly why?: string;
  readonly json?: true;
}

/** Adds who speaks and why, which are kept with the decision. */
export const withAttribution = (command: Command, why: 'must say why' | 'may say why'): Command =>
  (why === 'must say why'
    ? command.requiredOption('--why <reason>', 'why; it is kept with the decision')
    : command.option('--why <reason>', 'why; it is kept with the decision')
  )
    .option('--by <name>', 'who says so; without it, the name that you are logged in with')
    .option('--json', 'print for programs');

/** The word itself. A name that is typed proves nothing; it is kept as what was claimed. */
export const attributionOf = ({ by, why }: AttributionOptions): Attribution => ({
  by: by ?? userInfo().username,
  why: why ?? 'no reason was given',
});
