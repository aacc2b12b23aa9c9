/** What a post-receive of Slipway's bears, so that one of somebody else is never overwritten. */
export const mark = '# post-receive of Slipway';

/** Where a person's own post-receive goes, beside Slipway's, which calls it first. */
export const ownHook = 'post-receive.local';

export interface ScriptNeeds {
  readonly node: string;
  readonly program: string;
  /** `SLIPWAY_FOLDER`. */
  readonly folder: string;
}

/** A post-receive in plain sh: it hands the moved refs on, and never makes a push fail. */
export const script = ({ node, program, folder }: ScriptNeeds): string => `#!/bin/sh
${mark}. \`slipway hook install\` writes it anew: put what is your own into ${ownHook} beside it.
refs=$(cat)
own="$(dirname "$0")/${ownHook}"
if [ -x "$own" ]; then printf '%s\\n' "$refs" | "$own"; fi
printf '%s\\n' "$refs" | SLIPWAY_FOLDER=${quoted(folder)} ${quoted(node)} ${quoted(program)} hook send ||
  echo 'slipway could not be told of this push, see above; the next push brings it along, or: slipway submit --help'
exit 0
`;

/** For sh, whatever is in a path. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
