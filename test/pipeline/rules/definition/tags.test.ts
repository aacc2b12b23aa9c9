import { problems } from '../../../../pipeline/rules/problems';
import { aPipeline } from '../../builders/a-pipeline';

const found = (tags: Readonly<Record<string, string>>) =>
  problems({ ...aPipeline(), tags })
    .filter(({ rule }) => rule === 'bad-tag' || rule === 'many-tags')
    .map(({ path, message }) => `${path}: ${message}`);

const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`tag-${at}`, 'a']));

describe('tags: the tags of a pipeline', () => {
  test('may be what AWS allows', () => {
    const longest = { ['k'.repeat(128)]: 'v'.repeat(256) };
    expect(found({ CostCenter: '4711', 'team:owner': 'größe 1/2 + a=b@c.d_e-f', awsome: 'a', ...longest, ...many(44) })).toEqual(
      [],
    );
    expect(found({})).toEqual([]);
  });

  test('may not begin like those of AWS or Slipway', () => {
    expect(found({ 'aws:team': 'a', 'AWS:team': 'a', 'slipway:change': 'a' })).toEqual([
      'tags/aws:team: "aws:team" begins like the tags of AWS or Slipway: choose another key',
      'tags/AWS:team: "AWS:team" begins like the tags of AWS or Slipway: choose another key',
      'tags/slipway:change: "slipway:change" begins like the tags of AWS or Slipway: choose another key',
    ]);
  });

  test('may not be empty or longer than AWS allows', () => {
    expect(found({ a: '', b: 'v'.repeat(257), ['k'.repeat(129)]: 'c' })).toEqual([
      'tags/a: its value is empty, which CloudFormation refuses: write one',
      'tags/b: its value has 257 characters: write at most 256',
      `tags/${'k'.repeat(129)}: its key has 129 characters: write at most 128`,
    ]);
  });

  test('may not have characters that AWS does not allow', () => {
    expect(found({ 'a*': 'b', c: 'd;e' })).toEqual([
      'tags/a*: its key "a*" has a character that AWS does not allow in tags: write letters, digits, spaces and _ . : / = + - @',
      'tags/c: its value "d;e" has a character that AWS does not allow in tags: write letters, digits, spaces and _ . : / = + - @',
    ]);
  });

  test('leave room for Slipway’s own', () => {
    expect(found(many(48))).toEqual([]);
    expect(found(many(49))).toEqual(["tags: there are 49 tags, and a stack can have 48 besides Slipway's own: remove some"]);
  });
});
