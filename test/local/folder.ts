import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A folder of its own for a test, and what a test puts into it. */
export interface Folder {
  readonly path: string;
  at(...names: string[]): string;
  /** A shell script that can be run; its folder is made. Answers with its path. */
  script(name: string, ...lines: string[]): string;
  /** A `python3` in the folder `path`: its virtual environments hold a copy of itself, and its pip runs the given line there. */
  python(pip: string): void;
  remove(): void;
}

const { TEMPORAL_ADDRESS: _temporal, AWS_ENDPOINT_URL: _aws, ...rest } = process.env;

/** The environment without servers that somebody else started: what a test starts with it is its own. */
export const withoutServers: NodeJS.ProcessEnv = rest;

/** What a pip does that installs a program of this name. */
export const installs = (program: string): string => `echo "#!/bin/sh" > ${program} && chmod +x ${program}`;

export function makeFolder(): Folder {
  const root = mkdtempSync(path.join(tmpdir(), 'slipway-'));
  const at = (...names: string[]) => path.join(root, ...names);
  const script: Folder['script'] = (name, ...lines) => {
    mkdirSync(path.dirname(at(name)), { recursive: true });
    writeFileSync(at(name), ['#!/bin/sh', ...lines, ''].join('\n'));
    chmodSync(at(name), 0o755);
    return at(name);
  };
  return {
    path: root,
    at,
    script,
    python(pip) {
      const made = '"-m venv") mkdir -p "$3/bin" && cp "$0" "$3/bin/python" ;;';
      script(
        'path/python3',
        'case "$1 $2" in',
        '"-c "*) echo 3 11 1 ;;',
        made,
        `"-m pip") cd "$(dirname "$0")" && ${pip} ;;`,
        'esac',
      );
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
