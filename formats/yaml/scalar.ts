/** The value of a text that is written in YAML without quotes. */
import type { NumberOf } from '../number';

const yes = /^(?:yes|Yes|YES|true|True|TRUE|on|On|ON)$/;
const no = /^(?:no|No|NO|false|False|FALSE|off|Off|OFF)$/;
const nothing = /^(?:~|null|Null|NULL)?$/;

/**
 * By the words of YAML 1.1, as CloudFormation reads them: `yes` and `off` are truths, but `y` and `n` are text. There are no dates, so
 * `2012-10-17` stays text.
 */
export function plainValue(written: string, numberOf: NumberOf): string | number | boolean | null {
  if (nothing.test(written)) return null;
  if (yes.test(written)) return true;
  if (no.test(written)) return false;
  return numberOf(written) ?? written;
}

/** YAML's own tags that ask for a type, and whether a value is of it. */
export const typeTags: ReadonlyMap<string, (value: unknown) => boolean> = new Map([
  ['int', (value: unknown) => Number.isInteger(value)],
  ['float', (value: unknown) => typeof value === 'number'],
  ['bool', (value: unknown) => typeof value === 'boolean'],
  ['null', (value: unknown) => value === null],
]);
