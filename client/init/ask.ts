import { createInterface, type Interface } from 'node:readline/promises';
import { type Answers, type Question, questions } from './answers';
import { isWhole } from './complete';
import { problemsWithAnswer } from './first-pipeline';

/** Where a person is asked. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/** Asks for what is not given, each until the answer is right. `undefined` where the person leaves, by Ctrl-C or Ctrl-D. */
export async function ask(given: Partial<Answers>, terminal: Terminal): Promise<Answers | undefined> {
  const lines = createInterface(terminal);
  const left = new AbortController();
  lines.once('close', () => left.abort()); // a question that nobody will answer would wait for ever
  try {
    let answers = given;
    for (const question of questions.filter(({ key }) => given[key] === undefined)) {
      answers = { ...answers, [question.key]: await answerTo(question, { lines, before: answers, left: left.signal, terminal }) };
    }
    return isWhole(answers) ? answers : undefined;
  } catch (err) {
    if (left.signal.aborted) return undefined;
    throw err;
  } finally {
    lines.close();
  }
}

interface Asking {
  readonly lines: Interface;
  readonly before: Partial<Answers>;
  readonly left: AbortSignal;
  readonly terminal: Terminal;
}

async function answerTo({ key, ask, proposal }: Question, { lines, before, left, terminal }: Asking): Promise<string> {
  const proposed = proposal?.(before);
  const prompt = `${ask}${proposed === undefined ? '' : ` [${proposed}]`}: `;
  for (;;) {
    const answer = (await lines.question(prompt, { signal: left })).trim() || proposed;
    const wrong = answer === undefined ? ['something must be said'] : problemsWithAnswer(key, answer);
    if (answer !== undefined && wrong.length === 0) return answer;
    terminal.output.write(wrong.map((sentence) => `  ${sentence}\n`).join(''));
  }
}
