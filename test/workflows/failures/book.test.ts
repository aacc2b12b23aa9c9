import { newService } from '../../../pipeline/lanes/apply-event';
import { aCall } from './runner/a-call';
import { book } from './runner/book';
import type { Call } from './runner/call';
import type { Told } from './runner/told';

const aStory = (at: Call, calls: readonly Call[], ending = 'delivered'): Told => ({
  at,
  calls,
  endings: new Map([['change', ending]]),
  traffic: newService('checkout'),
  heldWhileStuck: [],
});

const [one, other] = [aCall('review', 'change'), aCall('build', 'change')];
const twice = (call: Call): Call => ({ ...call, told: 2 });

test('stories that read the same are told once, under the names of all their calls', () => {
  const stories = [aStory(one, [twice(one), other]), aStory(other, [one, twice(other)])];
  expect(book(stories, 'fails')).toBe('== review\n== build\nchange          review, build → delivered\n');
});

test('stories that differ are told one after the other', () => {
  const stories = [aStory(one, [twice(one)]), aStory(other, [twice(other)])];
  expect(book(stories, 'fails')).toMatch(/^== review\nchange .*\n\n== build\nchange .*\n$/);
});

test('what is told twice although something else went wrong, or is not although it went wrong, stands out', () => {
  expect(book([aStory(one, [one, twice(other)])], 'fails')).toContain('told again: change: build (2 times)');
  expect(book([aStory(one, [one, other])], 'loses its answer')).toContain('told again: nothing');
  expect(book([aStory(one, [twice(one)])], 'fails for good')).toContain('told again: change: review (2 times)');
});
