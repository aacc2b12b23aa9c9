/** What a template may be, so that no text can exhaust the memory or the stack of who reads it. */

/** Of a text, and of what its aliases expand to, in characters. CloudFormation's own limit for a template in S3 is as large. */
export const maximumLength = 1 << 20;

/** Of objects and lists in each other. `pipeline/templates` evaluates none that are deeper. */
export const maximumDepth = 100;

/** What to say of a deeper text. */
export const tooDeep = `it is nested more than ${maximumDepth} levels deep, as no template is`;

/** A key `__proto__` would silently disappear when the value is copied. */
export const forbiddenKey = '__proto__';
