/** The tags of a pipeline's stacks, by the limits of CloudFormation and of the services to whose resources it passes them on. */
import { error, type Find, quoted, type Rule } from '../rule';

/** Of a stack: 50, less the two of Slipway. */
const mostTags = 48;

/** In characters. */
const longest = { key: 128, value: 256 };

/** Tags that AWS and Slipway set. AWS takes its prefix in capitals too. */
const reserved = /^(?:aws|slipway):/i;

/** What AWS allows in keys and values: letters, digits and spaces of all scripts, and these signs. */
const allowed = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

const validTags: Find = ({ tags = {} }) =>
  Object.entries(tags).flatMap(([key, value]) => {
    const because = wrongKey(key) ?? wrongPart(value, 'value');
    return because === undefined ? [] : [{ path: `tags/${key}`, message: because }];
  });

const wrongKey = (key: string): string | undefined =>
  reserved.test(key) ? `${quoted(key)} begins like the tags of AWS or Slipway: choose another key` : wrongPart(key, 'key');

function wrongPart(text: string, part: keyof typeof longest): string | undefined {
  if (text.length === 0) return `its ${part} is empty, which CloudFormation refuses: write one`;
  if (text.length > longest[part]) return `its ${part} has ${text.length} characters: write at most ${longest[part]}`;
  return allowed.test(text)
    ? undefined
    : `its ${part} ${quoted(text)} has a character that AWS does not allow in tags: write letters, digits, spaces and _ . : / = + - @`;
}

const notTooMany: Find = ({ tags = {} }) => {
  const count = Object.keys(tags).length;
  return count > mostTags
    ? [{ path: 'tags', message: `there are ${count} tags, and a stack can have ${mostTags} besides Slipway's own: remove some` }]
    : [];
};

export const tags: readonly Rule[] = [error('bad-tag', validTags), error('many-tags', notTooMany)];
