/** Values that arbitrary pipelines are made of. */
import fc from 'fast-check';
import type { Duration } from '../../../pipeline/model/duration';

/** Text with characters that JSON must escape. */
export const text = fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' });

/** Text that is not only spaces. */
export const words = text.filter((one) => one.trim() !== '');

export const duration: fc.Arbitrary<Duration> = fc
  .tuple(fc.integer({ min: 1, max: 99 }), fc.constantFrom('ms' as const, 's' as const, 'm' as const, 'h' as const))
  .map(([count, unit]): Duration => `${count}${unit}`);

export const account = fc.stringMatching(/^\d{12}$/);

/** CloudFormation allows letters and digits in the names of parameters. */
export const someParameters = fc.dictionary(fc.stringMatching(/^[A-Z][A-Za-z0-9]{0,8}$/), text, {
  maxKeys: 3,
  noNullPrototype: true,
});

/** Tags that AWS allows. */
export const someTags = fc.dictionary(fc.stringMatching(/^[A-Z][a-z0-9:/]{0,8}$/), fc.stringMatching(/^[A-Za-z0-9 =@_-]{1,8}$/), {
  maxKeys: 3,
  noNullPrototype: true,
});
