import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { commandName } from '../../command-name';
import { type Answers, questions } from '../../init/answers';
import { ask } from '../../init/ask';
import { changeChecklist } from '../../init/checklist';
import { complete } from '../../init/complete';
import { type WrittenFiles, writeFirstPipeline } from '../../init/write';
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
    .description('write a first pipeline: one Region, with an approval before it; comments show what to add next')
    .option('-p, --pipeline <file>', 'the TypeScript file to write', 'pipeline.ts');
  for (const { flag, ask } of questions) command.option(`--${flag} <text>`, ask);
  command
    .option('--json', 'print JSON')
    .addHelpText('after', help)
    .action(async ({ pipeline, json, ...given }: Options) => {
      refuseExisting(pipeline);
      const answers = await answersFrom(withoutEmpty(given));
      const files = await writeFirstPipeline('.', pipeline, answers);
      if (files === undefined) throw alreadyExists(pipeline);
      print({ ...(json && { json }) }, files, () => sentenceOf(pipeline, files));
    });
}

const help = `
Run it in the folder of the repository. On a terminal it asks for everything that no option gives. It never overwrites a file.

Example:
  slipway init --name checkout --team retail --repository acme/checkout --unit-tests 'npm test' --build 'npm run package' \\
    --smoke-tests 'npm run test:smoke' --region us-west-2 --test-account 111111111111 --account 222222222222 \\
    --approvers ada@example.com,rex@example.com
`;

/** Comes before the questions, so that nobody answers them in vain. */
function refuseExisting(pipeline: string): void {
  if (!pipeline.endsWith('.ts'))
    throw new Refusal(2, `--pipeline ${pipeline} is not a TypeScript file: write a name such as pipeline.ts`);
  if (existsSync(pipeline)) throw alreadyExists(pipeline);
}

const alreadyExists = (pipeline: string): Refusal =>
  new Refusal(1, `${pipeline} already exists and was not changed: edit it, move it away, or choose another file with --pipeline`);

const withoutEmpty = (given: Partial<Answers>): Partial<Answers> =>
  Object.fromEntries(Object.entries(given).filter(([, answer]) => answer.trim() !== ''));

async function answersFrom(given: Partial<Answers>): Promise<Answers> {
  const completed = complete(given);
  if (completed.kind === 'complete') return completed.answers;
  const { wrong, missing } = completed;
  // It asks on standard error, because standard output may go into a file or a program.
  if (wrong.length > 0 || !process.stdin.isTTY || !process.stderr.isTTY) throw new Refusal(2, [...wrong, ...missing].join('\n'));
  const answers = await ask(given, { input: process.stdin, output: process.stderr });
  if (answers === undefined) throw new Refusal(1, '\nnothing was written');
  return answers;
}

function sentenceOf(pipeline: string, { written, left }: WrittenFiles): string {
  return [
    ...written.map((file) => `wrote ${file}`),
    ...left.map((file) => `${file} already exists and was not changed; consider this checklist for it:\n\n${changeChecklist}`),
    `read it, then run: ${commandName(process.env)} check ${pipeline}`,
  ].join('\n');
}
