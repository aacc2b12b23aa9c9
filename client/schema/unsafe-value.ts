/** No part of a pipeline lies deeper than a dozen levels. */
const mostLevels = 32;

/**
 * Why a value from outside is not even looked at; `undefined` if it may be. Goes level by level, so no depth can exhaust the stack. A
 * part called `__proto__` would be dropped without a word by whatever copies it.
 */
export function whyUnsafe(value: unknown): string | undefined {
  let level = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > mostLevels) return `it is nested more than ${mostLevels} levels deep, as no pipeline is`;
    const objects = level.filter((one) => typeof one === 'object' && one !== null);
    if (objects.some((one) => Object.hasOwn(one, '__proto__'))) return 'it has a part called __proto__, which is no name';
    level = objects.flatMap((one) => Object.values(one));
  }
  return undefined;
}
