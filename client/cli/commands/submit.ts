import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Command } from 'commander';
import { changeId } from '../../../pipeline/model/ids';
import type { ChangeOutcome } from '../../../pipeline/model/outcome';
import { describeProblem } from '../../../pipeline/rules/problems';
import { calledAs } from '../../called-as';
import { Refusal } from '../../refusal';
import { later } from '../later';
import { print } from '../print';

interface Options {
  readonly pipeline: string;
  readonly repository: string;
  readonly commit: string;
  readonly json?: true;
}

/** `slipway submit`: hands one merge over by hand, as a merge hook does. */
export function submitCommand(program: Command): void {
  program
    .command('submit')
    .description('hand a merged commit over: it becomes a change on its way to all of production')
    .requiredOption('-p, --pipeline <file>', 'the pipeline file, TypeScript or JSON')
    .option('-r, --repository <path or url>', 'where the worker fetches the commit from', '.')
    .option('-c, --commit <revision>', 'the merged commit', 'HEAD')
    .option('--json', 'print for programs')
    .addHelpText('after', '\nExample:\n  slipway submit --pipeline pipeline.ts --commit main\n')
    .action(async (options: Options) => {
      const policy = await later.policy.policyOf(process.env);
      const loaded = await later.load.loadPipeline(options.pipeline, {}, { policy }).catch((err) => {
        throw err instanceof later.exported.Unreadable
          ? new Refusal(1, `${options.pipeline} cannot be read: ${err.message}`)
          : err;
      });
      if (loaded.kind === 'problems')
        throw new Refusal(
          1,
          [`${options.pipeline} has problems:`, ...loaded.problems.map((problem) => `  ${describeProblem(problem)}`)].join('\n'),
        );
      const merge = await mergeOf(options);
      const handed = await later.temporal.withTemporal(async (client, connection) => {
        await later.searchAttributes.registerSearchAttributes(connection, client.options.namespace); // no worker may have run here yet
        const change = changeId(loaded.pipeline.name, merge.commit);
        const before = await later.status.outcomeOf(client, change);
        if (before === undefined) await later.submit.submit(client, { pipeline: loaded.pipeline, merge });
        return { change, ...(before && { before }) };
      });
      print(options, handed, () => answerTo(handed));
      if (handed.before !== undefined && handed.before.kind !== 'delivered') process.exitCode = 1;
    });
}

/** A merge that was handed over before and has ended is never run again. */
const answerTo = ({ change, before }: { change: string; before?: ChangeOutcome }): string =>
  before === undefined
    ? `${change} is on its way; follow it with: ${calledAs(process.env)} watch ${change}`
    : `${change} was handed over before, and is not run again: ${before.kind}: ${before.because}. What is mended or merged anew is another commit, and so another change`;

/** A path is made absolute: the worker runs elsewhere. Of a URL nothing is known here, so the commit must be whole. */
async function mergeOf({ repository, commit }: Options) {
  if (!existsSync(repository)) {
    if (!/^[0-9a-f]{40}$/.test(commit))
      throw new Refusal(2, `${repository} is no folder here, so --commit must be a whole commit id of 40 digits, not ${commit}`);
    return { repository, commit };
  }
  const git = promisify(execFile);
  const { stdout } = await git('git', ['-C', repository, 'rev-parse', '--verify', '--quiet', `${commit}^{commit}`]).catch(() => {
    throw new Refusal(
      2,
      `${repository} is no git repository with a commit ${commit}: name another with --repository or --commit`,
    );
  });
  return { repository: resolve(repository), commit: stdout.trim() };
}
