import { createInterface, type Interface } from 'node:readline/promises';
import { type Answers, type Question, questions } from './answers';
import { isComplete } from './complete';
import { problemsWithAnswer } from './first-pipeline';

/** Where a person answers questions. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/** Asks for the answers that are not given, each until it is right. `undefined` if the person leaves with Ctrl-C or Ctrl-D. */
export async function ask(given: Partial<Answers>, terminal: Terminal): Promise<Answers | undefined> {
  const lines = createInterface(terminal);
  const closed = new AbortController();
  lines.once('close', () => closed.abort()); // else the open question would wait for ever
  try {
    let answers = given;
    for (const question of questions.filter(({ key }) => given[key] === undefined)) {
      const answer = await askOne(question, { lines, before: answers, closed: closed.signal, terminal });
      answers = { ...answers, [question.key]: answer };
    }
    return isComplete(answers) ? answers : undefined;
  } catch (err) {
    if (closed.signal.aborted) return undefined;
    throw err;
  } finally {
    lines.close();
  }
}

interface Dialogue {
  readonly lines: Interface;
  readonly before: Partial<Answers>;
  readonly closed: AbortSignal;
  readonly terminal: Terminal;
}

async function askOne({ key, ask, proposal }: Question, { lines, before, closed, terminal }: Dialogue): Promise<string> {
  const proposed = proposal?.(before);
  const prompt = `${ask}${proposed === undefined ? '' : ` [${proposed}]`}: `;
  for (;;) {
    const answer = (await lines.question(prompt, { signal: closed })).trim() || proposed;
    const problems = answer === undefined ? ['an answer is required'] : problemsWithAnswer(key, answer);
    if (answer !== undefined && problems.length === 0) return answer;
    terminal.output.write(problems.map((problem) => `  ${problem}\n`).join(''));
  }
}
