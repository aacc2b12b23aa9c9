import type { Command } from 'commander';
import { endingText } from '../../../pipeline/model/outcome';
import { Refusal } from '../../refusal';
import type { ChangeLine } from '../../temporal/status';
import { render } from '../../tree/render';
import { lazy } from '../lazy';
import { print } from '../print';
import { wantsColor } from '../screen';

/** `slipway status`: the newest changes, or one of them as a tree. */
export function statusCommand(program: Command): void {
  program
    .command('status')
    .description('show the newest changes, or how far one change is')
    .argument('[change]', 'the id of a change, as in checkout/3f2a1c9d04be')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  slipway status checkout/3f2a1c9d04be\n')
    .action(async (change: string | undefined, options: { json?: true }) => {
      await lazy.temporal.withTemporal(async (client) => {
        if (change === undefined) {
          const changes = await lazy.status.recentChanges(client, 20);
          return print(options, changes, () =>
            changes.length === 0
              ? 'no change was submitted here yet: `slipway submit` starts one'
              : [heading, ...changes.map(line)].join('\n'),
          );
        }
        const tree = await lazy.look.readTree(client, change, () => new Date().toISOString());
        if (tree === undefined) throw noSuchChange(change);
        const look = {
          width: process.stdout.columns ?? Number.POSITIVE_INFINITY,
          color: wantsColor(process.stdout, process.env),
        };
        print(options, tree, () => render(tree, look).join('\n'));
      });
    });
}

/** The refusal of an id that no change has. */
export const noSuchChange = (change: string): Refusal =>
  new Refusal(2, `change ${change} does not exist: \`slipway status\` lists the newest changes`);

const heading = ['since (UTC)'.padEnd(19), 'change'.padEnd(24), 'status'.padEnd(18), 'stage'].join('  ');

const line = ({ change, stage, status, since }: ChangeLine): string =>
  [since.slice(0, 19).replace('T', ' '), change.padEnd(24), statusText(status).padEnd(18), stage ?? ''].join('  ').trimEnd();

/** Endings in words; the other statuses are words already. */
const statusText = (status: string): string =>
  Object.hasOwn(endingText, status) ? endingText[status as keyof typeof endingText] : status;
