import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Who works in the repository. */
const author = 'Ada Author <ada@example.com>';
/** Nobody approves of their own: the reviewer is somebody else. */
const trailer = 'Reviewed-by: Rex Reviewer <rex@example.com>';

/** Runs before a person sees the message, also for a pick or a revert. */
const reviewHook = `#!/bin/sh
exec git interpret-trailers --in-place --if-exists doNothing --trailer '${trailer}' "$1"
`;

function nameAndAddress(): [name: string, address: string] {
  const [, name = '', address = ''] = /^(.*) <(.*)>$/.exec(author) ?? [];
  return [name, address];
}

/** One place in one file, and what stands there afterwards. */
export interface Edit {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** What a push moved where, as a hook reads it, and what the hook said, line by line. */
interface Pushed {
  readonly origin: string;
  readonly refs: string;
  readonly said: readonly string[];
}

/** A real git repository of the sample service, in which the stories' people work. */
export class Repository {
  private constructor(readonly folder: string) {}

  /** A new repository with the sample as its first commit. */
  static async create(folder: string, sample: string): Promise<Repository> {
    await cp(sample, folder, { recursive: true, filter: (from) => !/\/(dist|node_modules)$/.test(from) });
    const repository = new Repository(folder);
    await repository.git('init', '--quiet', '--initial-branch', 'main');
    await repository.commit('Sell with a checkout of our own');
    return repository;
  }

  /** Makes the bare repository that a git server would have, of what is there by now; pushes go there from now on. */
  async publish(bare: string): Promise<void> {
    await this.git('clone', '--quiet', '--bare', this.folder, bare);
    await this.git('remote', 'add', 'origin', bare);
    await this.git('fetch', '--quiet', 'origin');
    await this.git('branch', '--quiet', '--set-upstream-to', 'origin/main', 'main');
  }

  /** Pushes what was merged. */
  async push(): Promise<Pushed> {
    const [before, after] = [await this.commitOf('origin/main'), await this.commitOf('main')];
    const { stderr } = await this.run('push', 'origin', 'main');
    const said = [...stderr.matchAll(/^remote: (.*?)\s*$/gm)].flatMap(([, line = '']) => (line === '' ? [] : [line]));
    const origin = (await this.git('remote', 'get-url', 'origin')).trim();
    return { origin, refs: `${before} ${after} refs/heads/main\n`, said };
  }

  /** The commit that a revision names. */
  async commitOf(revision: string): Promise<string> {
    return (await this.git('rev-parse', '--verify', revision)).trim();
  }

  /** Works on a branch and merges it, reviewed; answers the merge's commit. */
  async merge(branch: string, subject: string, work: () => Promise<void>): Promise<string> {
    await this.git('checkout', '--quiet', '-b', branch);
    await work();
    await this.git('checkout', '--quiet', 'main');
    await this.git('merge', '--quiet', '--no-ff', branch, '-m', subject, '-m', trailer);
    return await this.commitOf('main');
  }

  /** Works on a branch that stays beside main. */
  async branch(name: string, work: () => Promise<void>): Promise<void> {
    await this.git('checkout', '--quiet', '-b', name);
    await work();
    await this.git('checkout', '--quiet', 'main');
  }

  /**
   * Makes it a clone to work in by hand: in the name of its author, with a hook that adds the review to each commit, and none of a
   * person's own hooks or signing.
   */
  async forPeople(): Promise<void> {
    const [name, email] = nameAndAddress();
    const hooks = join(this.folder, '.git/hooks');
    const settings = { 'user.name': name, 'user.email': email, 'commit.gpgsign': 'false', 'core.hooksPath': hooks };
    for (const [setting, value] of Object.entries(settings)) await this.git('config', setting, value);
    await mkdir(hooks, { recursive: true });
    await writeFile(join(hooks, 'prepare-commit-msg'), reviewHook, { mode: 0o755 });
  }

  /** Commits edits, reviewed. An edit whose place is not there is an error: the sample has moved on without its story. */
  async change(subject: string, edits: readonly Edit[]): Promise<void> {
    for (const edit of edits) await this.edit(edit);
    await this.commit(subject);
  }

  /** Reverts what a merge brought in, as `git revert` does, reviewed. */
  async revert(merge: string): Promise<void> {
    await this.git('revert', '--no-edit', '--mainline', '1', merge);
    await this.git('commit', '--quiet', '--amend', '--no-edit', '--trailer', trailer);
  }

  private async edit({ file, from, to }: Edit): Promise<void> {
    const path = join(this.folder, file);
    const text = await readFile(path, 'utf8');
    if (!text.includes(from))
      throw new Error(`${file} has no ${JSON.stringify(from)} to be edited: the story no longer fits the sample`);
    await writeFile(path, text.replace(from, to));
  }

  private async commit(subject: string): Promise<void> {
    await this.git('add', '--all');
    await this.git('commit', '--quiet', '-m', subject, '-m', trailer);
  }

  private async git(...args: string[]): Promise<string> {
    return (await this.run(...args)).stdout;
  }

  /** Nothing of the person's own git settings, hooks or signing reaches the stories. */
  private async run(...args: string[]) {
    const [name, email] = nameAndAddress();
    const identity = { GIT_AUTHOR_NAME: name, GIT_AUTHOR_EMAIL: email, GIT_COMMITTER_NAME: name, GIT_COMMITTER_EMAIL: email };
    const env = { ...process.env, ...identity, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
    return await execute('git', ['-C', this.folder, ...args], { env });
  }
}
