import type { WriteStream } from 'node:tty';
import { movesBetween } from '../tree/moves';
import { render } from '../tree/render';
import type { ChangeTree } from '../tree/tree';

/** Where a tree is shown as it moves. */
export interface Screen {
  show(tree: ChangeTree): void;
  done(): void;
}

type Out = Pick<WriteStream, 'write' | 'isTTY' | 'columns'> & NodeJS.WriteStream;

/** On a terminal the tree is drawn over itself; elsewhere a line is added for each thing that moved. */
export async function liveScreen(out: Out, env: NodeJS.ProcessEnv): Promise<Screen> {
  return out.isTTY === true && env.TERM !== 'dumb' ? await drawn(out, env) : plainLines(out);
}

/** `NO_COLOR`, whatever it says, means no colour (no-color.org). */
export const wantsColor = (out: Pick<Out, 'isTTY'>, env: NodeJS.ProcessEnv): boolean =>
  out.isTTY === true && (env.NO_COLOR === undefined || env.NO_COLOR === '');

async function drawn(out: Out, env: NodeJS.ProcessEnv): Promise<Screen> {
  const { createLogUpdate } = await import('log-update');
  const update = createLogUpdate(out);
  return {
    show: (tree) => update(render(tree, { width: (out.columns ?? 80) - 1, color: wantsColor(out, env) }).join('\n')),
    done: () => update.done(),
  };
}

function plainLines(out: Out): Screen {
  let before: ChangeTree | undefined;
  return {
    show(tree) {
      for (const line of movesBetween(before, tree)) out.write(`${line}\n`);
      before = tree;
    },
    done() {},
  };
}
