import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A temporary folder for one test. */
export interface Folder {
  readonly path: string;
  at(...names: string[]): string;
  /** Writes an executable shell script, with its folder. Returns its path. */
  script(name: string, ...lines: string[]): string;
  /** Writes a fake `python3` into the folder `path`: a virtual environment is a copy of it, and its pip runs the given line there. */
  python(pip: string): void;
  remove(): void;
}

const { TEMPORAL_ADDRESS: _temporal, AWS_ENDPOINT_URL: _aws, ...rest } = process.env;

/** The environment without other people's servers: a test that uses it starts its own. */
export const withoutServers: NodeJS.ProcessEnv = rest;

/** The line of a pip that installs a program of this name. */
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
      const createVenv = '"-m venv") mkdir -p "$3/bin" && cp "$0" "$3/bin/python" ;;';
      script(
        'path/python3',
        'case "$1 $2" in',
        '"-c "*) echo 3 11 1 ;;',
        createVenv,
        `"-m pip") cd "$(dirname "$0")" && ${pip} ;;`,
        'esac',
      );
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
