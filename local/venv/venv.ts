/** A Python virtual environment with exactly the packages of one requirements file. */
export interface Venv {
  /** Short, for its folder. */
  readonly name: string;
  /** What it contains, for messages: `the AWS emulator`. */
  readonly what: string;
  /** Every package at an exact version and by hash. */
  readonly requirements: string;
  /** A program in the environment's `bin`, with arguments; if it exits with 0, the environment works. */
  readonly check: readonly [program: string, ...args: string[]];
}

/** Where and how to install. */
export interface InstallOptions {
  /** Virtual environments go into its `venvs`, logs into its `logs`. */
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly say: (line: string) => void;
}
