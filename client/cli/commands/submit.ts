import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { changeId } from '../../../pipeline/model/ids';
import { type ChangeOutcome, endingText } from '../../../pipeline/model/outcome';
import type { Pipeline } from '../../../pipeline/model/pipeline';
import { describeProblem } from '../../../pipeline/rules/problems';
import type { Merged } from '../../../workflows/messages/inputs';
import { commandName } from '../../command-name';
import { git } from '../../git';
import { Refusal } from '../../refusal';
import { lazy } from '../lazy';
import { print } from '../print';

interface Options {
  readonly pipeline: string;
  readonly repository: string;
  readonly commit: string;
  readonly json?: true;
}

/** `slipway submit`: submits one merge by hand, as a merge hook does. */
export function submitCommand(program: Command): void {
  program
    .command('submit')
    .description('submit a merged commit: it becomes a change that goes to all of production')
    .requiredOption('-p, --pipeline <file>', 'the pipeline file, TypeScript or JSON (required)')
    .option('-r, --repository <path or url>', 'where the worker fetches the commit from', '.')
    .option('-c, --commit <revision>', 'the merged commit', 'HEAD')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  slipway submit --pipeline pipeline.ts --commit main\n')
    .action(async (options: Options) => {
      const pipeline = await loadedPipeline(options.pipeline);
      const merge = await mergeOf(options);
      const submission = await submitOnce({ pipeline, merge });
      print(options, submission, () => sentenceOf(submission));
      if (submission.before !== undefined && submission.before.kind !== 'delivered') process.exitCode = 1;
    });
}

async function loadedPipeline(file: string): Promise<Pipeline> {
  const policy = await lazy.policy.configuredPolicy(process.env);
  const loaded = await lazy.load.loadPipeline(file, {}, { policy }).catch((err) => {
    throw err instanceof lazy.unreadable.Unreadable ? new Refusal(1, `${file} cannot be read: ${err.message}`) : err;
  });
  if (loaded.kind === 'pipeline') return loaded.pipeline;
  const lines = loaded.problems.map((problem) => `  ${describeProblem(problem)}`);
  throw new Refusal(1, [`${file} has problems:`, ...lines].join('\n'));
}

/** The path becomes absolute, because the worker runs elsewhere. A commit at a URL cannot be looked up here, so it must be complete. */
async function mergeOf({ repository, commit }: Options): Promise<Merged['merge']> {
  if (!existsSync(repository)) {
    if (/^[0-9a-f]{40}$/.test(commit)) return { repository, commit };
    throw new Refusal(2, `${repository} is not a folder here, so --commit needs a full commit id of 40 digits, not ${commit}`);
  }
  const { code, out } = await git(['-C', repository, 'rev-parse', '--verify', '--quiet', `${commit}^{commit}`]);
  if (code === 0) return { repository: resolve(repository), commit: out.trim() };
  throw new Refusal(2, `no git repository at ${repository} has a commit ${commit}: choose another --repository or --commit`);
}

interface Submission {
  readonly change: string;
  /** How the change ended, if the commit was submitted before: a finished change never runs again. */
  readonly before?: ChangeOutcome;
}

async function submitOnce(merged: Merged): Promise<Submission> {
  return await lazy.temporal.withTemporal(async (client, connection) => {
    await lazy.searchAttributes.registerSearchAttributes(connection, client.options.namespace); // in case no worker has run here yet
    const change = changeId(merged.pipeline.name, merged.merge.commit);
    const before = await lazy.status.outcomeOf(client, change);
    if (before !== undefined) return { change, before };
    await lazy.submit.submit(client, merged);
    return { change };
  });
}

const sentenceOf = ({ change, before }: Submission): string =>
  before === undefined
    ? `${change} is on its way; follow it with: ${commandName(process.env)} watch ${change}`
    : `${change} was submitted before and does not run again (${endingText[before.kind]}: ${before.because}): commit a fix, which becomes a new change`;
