/** The number that a text without quotes stands for; `undefined` if it is to stay text. */
export type NumberOf = (written: string) => number | undefined;

/**
 * The number that is written in a text, if JSON would write it in the same characters; else `undefined`, and it stays the text that the
 * author wrote. So no digit is lost: not of the account `012345670123`, which YAML 1.1 takes for an octal number, of the version `5.10`, of
 * the commit `1e3`, nor of an integer above 2⁵³. CloudFormation turns a text into a number where a property is one.
 */
export const exactNumber: NumberOf = (written) => {
  const number = anyNumber(written);
  return String(number) === written ? number : undefined;
};

/** The same number in other characters too: 2 for `2.0`. Not an integer above 2⁵³, which would be another number. */
export const anyNumber: NumberOf = (written) => {
  if (!/^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(written)) return undefined;
  const number = Number(written);
  return written.includes('.') || String(number) === written ? number : undefined;
};
