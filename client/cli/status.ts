import type { Command } from 'commander';
import { short, shortChange } from '../../pipeline/ids';
import type { Progress } from '../../workflows/messages';
import { type ChangeLine, progressOf, recentChanges } from '../status';
import { withTemporal } from '../temporal';
import { print } from './print';
import { Refusal } from './refusal';

/** `slipway status`: the newest changes, or one of them with its stages. */
export function statusCommand(program: Command): void {
  program
    .command('status')
    .description('show the newest changes, or how far one change is')
    .argument('[change]', 'the id of a change, as in checkout/3f2a1c9d04be')
    .option('--json', 'print for programs')
    .addHelpText('after', '\nExample:\n  slipway status checkout/3f2a1c9d04be\n')
    .action(async (change: string | undefined, options: { json?: true }) => {
      await withTemporal(async (client) => {
        if (change === undefined) {
          const changes = await recentChanges(client, 20);
          return print(options, changes, () =>
            changes.length === 0 ? 'no change was ever submitted here' : changes.map(line).join('\n'),
          );
        }
        const told = await progressOf(client, change);
        if (told === undefined) throw new Refusal(2, `there is no change ${change}: \`slipway status\` lists them`);
        print(options, told, () => page(told));
      });
    });
}

const line = ({ change, stage, status, since }: ChangeLine): string =>
  [since.slice(0, 19).replace('T', ' '), change.padEnd(24), status.padEnd(12), stage ?? ''].join('  ').trimEnd();

function page({ change, number, release, doing, stages, outcome, stuck = [], decisions = [] }: Progress): string {
  const head = `${shortChange(change)}  #${number}  ${outcome === undefined ? doing : `${outcome.kind}: ${outcome.because}`}`;
  const rows = stages.map(
    ({ name, regions, state, because }) =>
      `  ${name.padEnd(10)} ${state.padEnd(14)} ${regions.join(', ')}${because === '' ? '' : `  (${because})`}`,
  );
  const waits = stuck.flatMap(({ at, what, because }) => [
    `  stuck: cannot ${what}: ${because}`,
    `    it waits at ${at} for: slipway retry ${change}, or slipway accept ${change} --release … --why …`,
  ]);
  const left = outcome !== undefined && 'left' in outcome ? outcome.left.map(({ what, mend }) => `  left: ${what}. ${mend}`) : [];
  const decided = decisions.map(({ what, by, why, at }) => `  ${at.slice(0, 19).replace('T', ' ')}  ${by}: ${what} (${why})`);
  return [head, ...(release === undefined ? [] : [`  release ${short(release)}`]), ...rows, ...waits, ...left, ...decided].join(
    '\n',
  );
}
