import { type Call, nameOf } from './call';
import type { Mode } from './mode';
import type { Told } from './told';
import { tree } from './tree';

/** All stories of one mode as one text. Those that read the same are told once, under the names of all their calls. */
export function book(stories: readonly Told[], mode: Mode): string {
  const chapters = new Map<string, string[]>();
  for (const { at, ...story } of stories) {
    const text = `${unexpected(at, story.calls, mode)}${tree(story.calls, story.endings)}`;
    chapters.set(text, [...(chapters.get(text) ?? []), `== ${nameOf(at)}`]);
  }
  return [...chapters].map(([text, names]) => `${names.join('\n')}\n${text}\n`).join('\n');
}

/** What was told twice. That it is the call that went wrong, and nothing else, needs no words; nor that what broke is told once. */
function unexpected(at: Call, calls: readonly Call[], mode: Mode): string {
  const again = calls.filter(({ told }) => told > 1).map((call) => `${call.level}: ${nameOf(call)} (${call.told} times)`);
  const expected = mode === 'fails for good' ? [] : [`${at.level}: ${nameOf(at)} (2 times)`];
  return again.join() === expected.join() ? '' : `told again: ${again.join(', ') || 'nothing'}\n`;
}
