import type { Command } from 'commander';
import { print } from './print';
import { Refusal } from './refusal';

interface Options {
  readonly policy?: string;
  readonly templates?: string;
  readonly json?: true;
}

/** `slipway check`: everything that is wrong with pipeline files, before anybody merges them. */
export function checkCommand(program: Command): void {
  program
    .command('check')
    .description('say everything that is wrong with pipeline files; ends with 1 where one has an error')
    .argument('<file...>', 'pipeline files, TypeScript or JSON; those of one service are seen beside each other')
    .option('--policy <file>', 'the organisation’s own rules: a TypeScript file that exports a list of them')
    .option(
      '--templates <folder>',
      'where the templates lie; without it, in the build’s output beside the pipeline file, or beside it',
    )
    .option('--json', 'print for programs')
    .addHelpText('after', '\nExample:\n  slipway check pipeline.ts --policy policy.ts\n')
    .action(async (files: string[], options: Options) => {
      const { inWords, passes } = later();
      const checked = await checkAll(files, options);
      print(options, checked.map(withoutPipeline), () => checked.flatMap(inWords).join('\n'));
      if (!checked.every(passes)) process.exitCode = 1;
    });
}

async function checkAll(files: readonly string[], { policy, templates }: Options) {
  const { checkFiles, loadPolicy, Unreadable } = later();
  try {
    const rules = policy === undefined ? {} : { policy: await loadPolicy(policy) };
    return await checkFiles(files, { ...rules, ...(templates && { templates }) });
  } catch (err) {
    throw err instanceof Unreadable ? new Refusal(2, `the policy ${policy} cannot be used: ${err.message}`) : err;
  }
}

const withoutPipeline = ({ pipeline: _, ...rest }: { readonly pipeline?: unknown }) => rest;

/** Loaded once the command is chosen. */
function later() {
  const check: typeof import('../check/check') = require('../check/check');
  const words: typeof import('../check/in-words') = require('../check/in-words');
  const policy: typeof import('../check/policy') = require('../check/policy');
  const exported: typeof import('../exported') = require('../exported');
  return { ...check, ...words, ...policy, ...exported };
}
