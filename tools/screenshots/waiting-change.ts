import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Client } from '@temporalio/client';
import { z } from 'zod';
import { submit } from '../../client/temporal/submit';
import type { Pipeline } from '../../pipeline/model/pipeline';

const execute = promisify(execFile);

const changeInput = z.object({ merge: z.object({ commit: z.string(), repository: z.string() }) });

/** Submits another change of the same pipeline, without new content. It must wait behind the first. Returns its id. */
export async function submitWaitingChange(client: Client, change: string, pipeline: Pipeline): Promise<string> {
  const { events } = await client.workflow.getHandle(change).fetchHistory();
  const argument = events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads?.[0]?.data;
  const { commit, repository } = changeInput.parse(JSON.parse(Buffer.from(argument ?? '').toString())).merge;
  return await submit(client, { pipeline, merge: { commit: await emptyCommit(repository, commit), repository } });
}

/** A reviewed commit without changes, on a branch of its own. */
async function emptyCommit(repository: string, commit: string): Promise<string> {
  const person = { NAME: 'Ada Author', EMAIL: 'ada@example.com' };
  const identity = Object.fromEntries(
    Object.entries(person).flatMap(([key, value]) => [
      [`GIT_AUTHOR_${key}`, value],
      [`GIT_COMMITTER_${key}`, value],
    ]),
  );
  const git = async (...args: string[]) =>
    (await execute('git', ['-C', repository, ...args], { env: { ...process.env, ...identity } })).stdout.trim();
  const message = 'Say the same again\n\nReviewed-by: Rex Reviewer <rex@example.com>';
  const again = await git('commit-tree', `${commit}^{tree}`, '-p', commit, '-m', message);
  await git('update-ref', 'refs/heads/again', again);
  return again;
}
