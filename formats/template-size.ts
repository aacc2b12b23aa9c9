/** The limit of CloudFormation for a template in a call, in bytes. */
const largestTemplate = 51_200;

const bytes = (count: number): string => `${count.toLocaleString('en')} bytes`;

/** Why a template's text is too large for a call; `undefined` if it is not. A clause that can follow the file's name and a colon. */
export function tooLarge(text: string): string | undefined {
  const length = Buffer.byteLength(text);
  return length <= largestTemplate
    ? undefined
    : `it has ${bytes(length)} as JSON without white space, and CloudFormation accepts ${bytes(largestTemplate)}: split it into several components`;
}
