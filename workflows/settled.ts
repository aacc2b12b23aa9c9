/** Notices when an activity of this workflow has ended, however it did: what was said about its trouble is over then. */

type Listener = (activity: string) => void;

/** One for each workflow: every workflow has modules of its own. */
let listener: Listener = () => {};

/** How many calls of each name have not ended. */
const open = new Map<string, number>();

/**
 * Calls `act` with the name of an activity when the last open call of that name has ended in this workflow: which of several calls has ended
 * is not known here, and another may still be in trouble.
 */
export function onSettled(act: Listener): void {
  listener = act;
}

/** Activities whose ends are noticed. Their promises are passed on as they are: one more step between would alter the order of events on replay. */
export function noticed<A extends object>(activities: A): A {
  return new Proxy(activities, {
    get: (target, name) => noticedCall(String(name), Reflect.get(target, name)),
  });
}

function noticedCall(name: string, act: unknown): unknown {
  if (typeof act !== 'function') return act;
  return new Proxy(act, {
    apply: (target, self, args) => watchedFor(name, Reflect.apply(target, self, args)),
    get: (target, property) => noticedOption(name, Reflect.get(target, property)),
  });
}

/** `executeWithOptions`, with which most are called. */
const noticedOption = (name: string, option: unknown): unknown =>
  typeof option !== 'function' ? option : (...args: unknown[]) => watchedFor(name, Reflect.apply(option, undefined, args));

function watchedFor(name: string, result: unknown): unknown {
  if (!(result instanceof Promise)) return result;
  open.set(name, (open.get(name) ?? 0) + 1);
  const settle = () => {
    const left = (open.get(name) ?? 1) - 1;
    open.set(name, left);
    if (left === 0) listener(name);
  };
  result.then(settle, settle);
  return result;
}
