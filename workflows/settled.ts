/** Notices when an activity of this workflow has ended, however it did: what was said about its trouble is over then. */

type Listener = (activity: string) => void;

/** One for each workflow: every workflow has modules of its own. */
let listener: Listener = () => {};

/** Calls `act` with the name of each activity that ends in this workflow from now on. */
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
  if (result instanceof Promise)
    result.then(
      () => listener(name),
      () => listener(name),
    );
  return result;
}
