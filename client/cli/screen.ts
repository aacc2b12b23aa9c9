import type { WriteStream } from 'node:tty';
import { movesBetween } from '../tree/moves';
import { render } from '../tree/render';
import type { ChangeTree } from '../tree/tree';

/** Shows a tree as it changes. */
export interface Screen {
  show(tree: ChangeTree): void;
  /** Says why there is nothing newer to show. */
  trouble(sentence: string): void;
  /** Prints a line that stays, above the tree. */
  say(line: string): void;
  /** Leaves the tree on the screen; the next one is another tree. */
  done(): void;
}

type Out = Pick<WriteStream, 'write' | 'isTTY' | 'columns' | 'rows'> & NodeJS.WriteStream;

/** Whether a tree can be redrawn in place. */
export const isTerminal = (out: Pick<Out, 'isTTY'>, env: NodeJS.ProcessEnv): boolean => out.isTTY === true && env.TERM !== 'dumb';

/** On a terminal the tree is redrawn in place; elsewhere a line is added for each thing that moved. */
export async function liveScreen(out: Out, env: NodeJS.ProcessEnv): Promise<Screen> {
  return isTerminal(out, env) ? await drawn(out, env) : plainLines(out);
}

/** `NO_COLOR`, whatever it says, means no colour (no-color.org). */
export const wantsColor = (out: Pick<Out, 'isTTY'>, env: NodeJS.ProcessEnv): boolean =>
  out.isTTY === true && (env.NO_COLOR === undefined || env.NO_COLOR === '');

async function drawn(out: Out, env: NodeJS.ProcessEnv): Promise<Screen> {
  const { createLogUpdate } = await import('log-update');
  const update = createLogUpdate(out);
  let shown: string[] = [];
  const draw = (lines: string[]) => {
    if (lines.length > 0) update(lines.join('\n'));
  };
  return {
    show(tree) {
      const size = { width: (out.columns ?? 80) - 1, height: (out.rows ?? 24) - 2 };
      shown = render(tree, { ...size, color: wantsColor(out, env) });
      draw(shown);
    },
    trouble: (sentence) => draw([...shown, `  ${sentence}`]),
    say(line) {
      update.clear();
      out.write(`${line}\n`);
      draw(shown);
    },
    done() {
      update.done();
      shown = [];
    },
  };
}

function plainLines(out: Out): Screen {
  let before: ChangeTree | undefined;
  let last = '';
  const say = (line: string) => void out.write(`${line}\n`);
  return {
    show(tree) {
      for (const line of movesBetween(before, tree)) say(line);
      before = tree;
      last = '';
    },
    trouble(sentence) {
      if (sentence !== last) say(sentence);
      last = sentence;
    },
    say,
    done() {
      before = undefined;
    },
  };
}
