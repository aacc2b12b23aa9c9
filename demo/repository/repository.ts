import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** The author of every commit. */
const author = { name: 'Ada Author', email: 'ada@example.com' };
/** A review counts only if the reviewer is not the author. */
const reviewTrailer = 'Reviewed-by: Rex Reviewer <rex@example.com>';

/** Git runs this hook for every commit message, also for a pick or a revert. */
const reviewHook = `#!/bin/sh
exec git interpret-trailers --in-place --if-exists doNothing --trailer '${reviewTrailer}' "$1"
`;

/** Replaces the first `from` in a file. */
export interface Edit {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

interface PushResult {
  /** The bare repository. */
  readonly origin: string;
  /** The update of main, as a hook reads it from its standard input. */
  readonly refs: string;
  /** What the hook printed. */
  readonly hookLines: readonly string[];
}

/** A real git repository of the sample service. */
export class Repository {
  private constructor(readonly folder: string) {}

  /** Creates a repository with the sample as its first commit. */
  static async create(folder: string, sample: string): Promise<Repository> {
    await cp(sample, folder, { recursive: true, filter: (from) => !/\/(dist|node_modules)$/.test(from) });
    const repository = new Repository(folder);
    await repository.git('init', '--quiet', '--initial-branch', 'main');
    await repository.commit('Sell with a checkout of our own');
    return repository;
  }

  /** Creates a bare repository, as a git server has it, with the current content. From then on, pushes go there. */
  async publish(bare: string): Promise<void> {
    await this.git('clone', '--quiet', '--bare', this.folder, bare);
    await this.git('remote', 'add', 'origin', bare);
    await this.git('fetch', '--quiet', 'origin');
    await this.git('branch', '--quiet', '--set-upstream-to', 'origin/main', 'main');
  }

  /** Pushes main. */
  async push(): Promise<PushResult> {
    const [before, after] = [await this.commitOf('origin/main'), await this.commitOf('main')];
    const { stderr } = await this.run('push', 'origin', 'main');
    const hookLines = [...stderr.matchAll(/^remote: (.*?)\s*$/gm)].flatMap(([, line = '']) => (line === '' ? [] : [line]));
    const origin = (await this.git('remote', 'get-url', 'origin')).trim();
    return { origin, refs: `${before} ${after} refs/heads/main\n`, hookLines };
  }

  /** The commit that a revision names. */
  async commitOf(revision: string): Promise<string> {
    return (await this.git('rev-parse', '--verify', revision)).trim();
  }

  /** Does the work on a new branch and merges it, with a review. Returns the merge commit. */
  async merge(branch: string, subject: string, work: () => Promise<void>): Promise<string> {
    await this.git('checkout', '--quiet', '-b', branch);
    await work();
    await this.git('checkout', '--quiet', 'main');
    await this.git('merge', '--quiet', '--no-ff', branch, '-m', subject, '-m', reviewTrailer);
    return await this.commitOf('main');
  }

  /** Does the work on a new branch, without merging it. */
  async branch(name: string, work: () => Promise<void>): Promise<void> {
    await this.git('checkout', '--quiet', '-b', name);
    await work();
    await this.git('checkout', '--quiet', 'main');
  }

  /**
   * Configures the repository for a person: commits have the sample's author, a hook adds the review to each, and the person's own hooks
   * and signing are off.
   */
  async configureForPerson(): Promise<void> {
    const { name, email } = author;
    const hooks = join(this.folder, '.git/hooks');
    const settings = { 'user.name': name, 'user.email': email, 'commit.gpgsign': 'false', 'core.hooksPath': hooks };
    for (const [setting, value] of Object.entries(settings)) await this.git('config', setting, value);
    await mkdir(hooks, { recursive: true });
    await writeFile(join(hooks, 'prepare-commit-msg'), reviewHook, { mode: 0o755 });
  }

  /** Commits edits, with a review. Rejects if the text to replace is missing: the sample has changed and the story has not. */
  async change(subject: string, edits: readonly Edit[]): Promise<void> {
    for (const edit of edits) await this.edit(edit);
    await this.commit(subject);
  }

  /** Reverts a merge with `git revert`, with a review. */
  async revert(merge: string): Promise<void> {
    await this.git('revert', '--no-edit', '--mainline', '1', merge);
    await this.git('commit', '--quiet', '--amend', '--no-edit', '--trailer', reviewTrailer);
  }

  private async edit({ file, from, to }: Edit): Promise<void> {
    const path = join(this.folder, file);
    const text = await readFile(path, 'utf8');
    if (!text.includes(from))
      throw new Error(`${file} does not contain ${JSON.stringify(from)}: the story no longer fits the sample`);
    await writeFile(path, text.replace(from, to));
  }

  private async commit(subject: string): Promise<void> {
    await this.git('add', '--all');
    await this.git('commit', '--quiet', '-m', subject, '-m', reviewTrailer);
  }

  private async git(...args: string[]): Promise<string> {
    return (await this.run(...args)).stdout;
  }

  /** Without the person's own git settings, hooks and signing. */
  private async run(...args: string[]) {
    const { name, email } = author;
    const identity = { GIT_AUTHOR_NAME: name, GIT_AUTHOR_EMAIL: email, GIT_COMMITTER_NAME: name, GIT_COMMITTER_EMAIL: email };
    const env = { ...process.env, ...identity, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
    return await execute('git', ['-C', this.folder, ...args], { env });
  }
}
