/** No pipeline is nested more than a dozen levels deep. */
const maximumDepth = 32;

/**
 * Why a value from outside must not be processed; `undefined` if it may be. It goes level by level, so that no depth can exhaust the stack.
 * A key `__proto__` would silently disappear when the value is copied.
 */
export function whyUnsafe(value: unknown): string | undefined {
  let level = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > maximumDepth) return `it is nested more than ${maximumDepth} levels deep, as no pipeline is`;
    const objects = level.filter((one) => typeof one === 'object' && one !== null);
    if (objects.some((one) => Object.hasOwn(one, '__proto__'))) return 'it has a key __proto__, which is not allowed';
    level = objects.flatMap((one) => Object.values(one));
  }
  return undefined;
}
