import type { RecordedCall } from './recorded-call';

/** A call that succeeded at the first attempt; its activity follows from the first word of its description. */
export function aCall(description: string, level: string, rest: Partial<RecordedCall> = {}): RecordedCall {
  const [word = ''] = description.split(' ');
  return {
    level,
    activity: activities[word] ?? 'review',
    description,
    occurrence: 1,
    attempts: 1,
    outcome: 'succeeded',
    ...rest,
  };
}

const activities: Readonly<Record<string, RecordedCall['activity']>> = {
  forward: 'deploy',
  back: 'deploy',
  what: 'goodRelease',
  bake: 'bake',
  test: 'test',
  watch: 'watch',
  notify: 'notify',
};
