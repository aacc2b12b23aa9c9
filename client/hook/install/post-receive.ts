/** The line by which Slipway recognises its own post-receive hook, so that it never overwrites another. */
export const mark = '# post-receive of Slipway';

/** The name of a person's own post-receive hook, beside Slipway's, which calls it first. */
export const ownHook = 'post-receive.local';

/** What the hook runs. */
export interface HookCommand {
  readonly node: string;
  readonly program: string;
  /** `SLIPWAY_FOLDER`. */
  readonly folder: string;
}

/** The post-receive hook in plain sh: it passes the moved refs on, and never makes a push fail. */
export const postReceive = ({ node, program, folder }: HookCommand): string => `#!/bin/sh
${mark}. \`slipway hook install\` overwrites it: put your own commands into ${ownHook} beside it.
refs=$(cat)
own="$(dirname "$0")/${ownHook}"
if [ -x "$own" ]; then printf '%s\\n' "$refs" | "$own"; fi
printf '%s\\n' "$refs" | SLIPWAY_FOLDER=${quoted(folder)} ${quoted(node)} ${quoted(program)} hook send ||
  echo 'slipway did not receive this push, see above: the next push includes it, or run slipway submit'
exit 0
`;

/** Quotes any path for sh. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
