import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Merge } from '../contract';
import { runGit } from './git';

/** A repository does not have a commit; the message says which. */
export class SourceUnavailable extends Error {
  override readonly name = 'SourceUnavailable';
}

/** Mirrors of repositories in a folder, and checkouts of exactly one commit. */
export class Repositories {
  private readonly fetching = new Map<string, Promise<void>>();

  /** `folder` has the mirrors, and checkouts while they are used. `environment` is what git sees: its programs, credentials and proxies. */
  constructor(
    readonly folder: string,
    private readonly environment: Readonly<Record<string, string>>,
  ) {}

  /** Runs git in an up-to-date mirror that contains the merge's commit, and returns what it prints. */
  async git(merge: Merge, ...args: string[]): Promise<string> {
    return await this.run(await this.mirror(merge), ...args);
  }

  /** Whether the repository, or its mirror from earlier, has the merge's commit. */
  async has(merge: Merge): Promise<boolean> {
    const mirror = this.mirrorOf(merge.repository);
    if (!(await this.contains(mirror, merge.commit))) await this.fetch(mirror, merge.repository);
    return await this.contains(mirror, merge.commit);
  }

  /** Checks the merge's commit out into a new folder, passes that to `use`, and removes it afterwards. */
  async withCheckout<T>(merge: Merge, use: (folder: string) => Promise<T>): Promise<T> {
    const mirror = await this.mirror(merge);
    const parent = await mkdtemp(join(this.folder, 'checkout-'));
    const folder = join(parent, 'tree');
    try {
      await this.run(mirror, 'worktree', 'add', '--detach', '--quiet', folder, merge.commit);
      return await use(folder);
    } finally {
      await rm(parent, { recursive: true, force: true });
      await this.run(mirror, 'worktree', 'prune');
    }
  }

  private mirrorOf(repository: string): string {
    return join(this.folder, createHash('sha256').update(repository).digest('hex').slice(0, 16));
  }

  private async mirror(merge: Merge): Promise<string> {
    if (await this.has(merge)) return this.mirrorOf(merge.repository);
    throw new SourceUnavailable(
      `the repository ${merge.repository} does not have commit ${merge.commit}: push it, or use a commit that it has`,
    );
  }

  /** One fetch of a repository at a time. A second caller may need a newer commit, so it fetches again. */
  private async fetch(mirror: string, repository: string): Promise<void> {
    const before = this.fetching.get(mirror) ?? Promise.resolve();
    const fetching = before.then(() => this.fetchAll(mirror, repository));
    this.fetching.set(
      mirror,
      fetching.catch(() => undefined), // only this caller gets the error; the next one tries for itself
    );
    await fetching;
  }

  private async fetchAll(mirror: string, repository: string): Promise<void> {
    await mkdir(mirror, { recursive: true });
    await this.run(mirror, 'init', '--bare', '--quiet');
    try {
      await this.run(mirror, 'fetch', '--quiet', '--force', '--', repository, '+refs/heads/*:refs/heads/*');
    } catch (err) {
      throw new Error(`the repository ${repository} cannot be read`, { cause: err });
    }
  }

  private async contains(mirror: string, commit: string): Promise<boolean> {
    if (!existsSync(mirror)) return false;
    return await this.run(mirror, 'cat-file', '-e', `${commit}^{commit}`).then(
      () => true,
      () => false,
    );
  }

  private async run(folder: string, ...args: string[]): Promise<string> {
    return await runGit({ folder, environment: this.environment }, ...args);
  }
}
