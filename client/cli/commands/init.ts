import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { commandName } from '../../command-name';
import { type Answers, questions } from '../../init/answers';
import { ask } from '../../init/ask';
import { changeChecklist } from '../../init/checklist';
import { complete } from '../../init/complete';
import { type Written, write } from '../../init/write';
import { Refusal } from '../../refusal';
import { print } from '../print';

interface Options extends Partial<Answers> {
  readonly pipeline: string;
  readonly json?: true;
}

/** `slipway init`: writes the first pipeline of a service, which grows from there. */
export function initCommand(program: Command): void {
  const command = program
    .command('init')
    .description('write a first pipeline: one Region, which a person lets each change into, and in comments what to add next')
    .option('-p, --pipeline <file>', 'the file to write, TypeScript', 'pipeline.ts');
  for (const { flag, ask } of questions) command.option(`--${flag} <text>`, ask);
  command
    .option('--json', 'print for programs')
    .addHelpText('after', help)
    .action(async ({ pipeline, json, ...given }: Options) => {
      const written = await writeNew(pipeline, given);
      print({ ...(json && { json }) }, written, () => toldOf(pipeline, written));
    });
}

const help = `
On a terminal it asks for what no flag says. It begins in the folder of the repository, and never overwrites a file.

Example:
  slipway init --name checkout --team retail --repository acme/checkout --unit-tests 'npm test' --build 'npm run package' \\
    --smoke-tests 'npm run test:smoke' --region us-west-2 --test-account 111111111111 --account 222222222222 \\
    --approvers ada@example.com,rex@example.com
`;

/** Asked before the questions, so that nobody answers them in vain; and again by the writing itself, which never overwrites. */
async function writeNew(pipeline: string, given: Partial<Answers>): Promise<Written> {
  if (!pipeline.endsWith('.ts'))
    throw new Refusal(2, `--pipeline ${pipeline} is no TypeScript file: name one, as in pipeline.ts`);
  const there = new Refusal(
    1,
    `${pipeline} is there already and stays as it is: edit it, name another file with --pipeline, or move it away first`,
  );
  if (existsSync(pipeline)) throw there;
  const written = await write('.', pipeline, await answersFrom(withoutEmpty(given)));
  if (written === undefined) throw there;
  return written;
}

const withoutEmpty = (given: Partial<Answers>): Partial<Answers> =>
  Object.fromEntries(Object.entries(given).filter(([, answer]) => answer.trim() !== ''));

async function answersFrom(given: Partial<Answers>): Promise<Answers> {
  const completed = complete(given);
  if (completed.kind === 'complete') return completed.answers;
  const { wrong, missing } = completed;
  // What is printed may go into a file or a program, so a person is asked beside it.
  if (wrong.length > 0 || !process.stdin.isTTY || !process.stderr.isTTY) throw new Refusal(2, [...wrong, ...missing].join('\n'));
  const answers = await ask(given, { input: process.stdin, output: process.stderr });
  if (answers === undefined) throw new Refusal(1, '\nnothing was written');
  return answers;
}

function toldOf(pipeline: string, { written, left }: Written): string {
  return [
    ...written.map((file) => `wrote ${file}`),
    ...left.map((file) => `left ${file} as it is: what every change should be asked could stand in it\n\n${changeChecklist}`),
    `look at it, then: ${commandName(process.env)} check ${pipeline}`,
  ].join('\n');
}
