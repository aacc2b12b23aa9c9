import type { Call } from './call';

/** A call that ended well; its act is read from its line. */
export function aCall(line: string, level: string, rest: Partial<Call> = {}): Call {
  const [word] = line.split(' ');
  const act =
    word === 'forward' || word === 'back' ? 'deploy' : word === 'what' ? 'goodRelease' : acts.find((one) => one === word);
  return { level, act: act ?? 'review', line, nth: 1, told: 1, end: 'well', ...rest };
}

const acts = ['bake', 'test', 'watch', 'notify'] as const;
