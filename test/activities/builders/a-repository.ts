/** A real git repository in a temporary folder, and mirrors of repositories as a worker has them. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Merge } from '../../../activities/contract';
import { Repositories } from '../../../activities/source/repositories';
import { aFolder } from '../../a-folder';

/** What git and commands see of the environment. */
export const environment = { PATH: process.env.PATH ?? '', GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };

export const someRepositories = (): Repositories => new Repositories(aFolder(), environment);

interface Commit {
  readonly author?: string;
  readonly message?: string;
  /** Addresses of reviewers, each a trailer. */
  readonly reviewedBy?: readonly string[];
  readonly files?: Readonly<Record<string, string>>;
}

export class ARepository {
  readonly folder = aFolder();

  constructor() {
    this.git('init', '--quiet', '--initial-branch=main');
  }

  /** Commits to the branch main and returns the commit. */
  commit({ author = 'Ada <ada@example.com>', message = 'A change', reviewedBy = [], files = {} }: Commit = {}): string {
    this.write(files);
    this.git('add', '--all');
    const trailers = reviewedBy.map((reviewer) => `--trailer=Reviewed-by: ${reviewer}`);
    this.git(
      '-c',
      'user.name=Merger',
      '-c',
      'user.email=merger@example.com',
      'commit',
      '--quiet',
      '--allow-empty',
      `--author=${author}`,
      '-m',
      message,
      ...trailers,
    );
    return this.git('rev-parse', 'HEAD');
  }

  /** Writes files into the work tree. */
  write(files: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.folder, name)), { recursive: true });
      writeFileSync(join(this.folder, name), text);
    }
  }

  merge(commit: string): Merge {
    return { commit, repository: this.folder };
  }

  git(...args: string[]): string {
    return execFileSync('git', ['-C', this.folder, ...args], { env: environment, encoding: 'utf8' }).trim();
  }
}
