/** A virtual environment of Python with exactly the packages of one requirements file. */
export interface Venv {
  /** Short, for its folder. */
  readonly name: string;
  /** What it is for, as people call it: `the AWS emulator`. */
  readonly what: string;
  /** Every package at an exact version and by hash. */
  readonly requirements: string;
  /** A program of the environment's `bin` and arguments; that it ends well shows that the environment works. */
  readonly check: readonly [program: string, ...args: string[]];
}

export interface Installing {
  /** Virtual environments are kept in its `venvs`, logs in its `logs`. */
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly say: (line: string) => void;
}
