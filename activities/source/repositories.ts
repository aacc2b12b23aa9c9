import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { Merge } from '../contract';

const execute = promisify(execFile);
const said = z.object({ stderr: z.string() });

/** A repository or commit cannot be had; the message says which, and why in git's words. */
export class NoSource extends Error {}

/** A git that hangs would hold up every later fetch of its repository. */
const gitWithinMs = 10 * 60_000;

/** What the network says on a bad day is no answer: it is tried again. */
const isPassing = (words: string): boolean =>
  /resolve host|timed out|connect to|connection|early EOF|hung up|reset by peer/i.test(words);

/** Mirrors of repositories in a folder, and checkouts of exactly one commit. */
export class Repositories {
  private readonly fetching = new Map<string, Promise<void>>();

  /** `folder` holds the mirrors, and checkouts while they are used. `environment` is what git sees: its programs, credentials and proxies. */
  constructor(
    readonly folder: string,
    private readonly environment: Readonly<Record<string, string>>,
  ) {}

  /** Runs git in an up-to-date mirror that contains the merge's commit, and answers what it prints. */
  async git(merge: Merge, ...args: string[]): Promise<string> {
    return await this.run(await this.mirror(merge), ...args);
  }

  /** Whether its repository has, or had once, the merge's commit. */
  async knows(merge: Merge): Promise<boolean> {
    const mirror = this.mirrorOf(merge.repository);
    if (!(await this.has(mirror, merge.commit))) await this.fetch(mirror, merge.repository);
    return await this.has(mirror, merge.commit);
  }

  /** Checks the merge's commit out into a folder of its own, hands it over, and removes it afterwards. */
  async withCheckout<T>(merge: Merge, use: (folder: string) => Promise<T>): Promise<T> {
    const mirror = await this.mirror(merge);
    const around = await mkdtemp(join(this.folder, 'checkout-'));
    const folder = join(around, 'tree');
    try {
      await this.run(mirror, 'worktree', 'add', '--detach', '--quiet', folder, merge.commit);
      return await use(folder);
    } finally {
      await rm(around, { recursive: true, force: true });
      await this.run(mirror, 'worktree', 'prune');
    }
  }

  private mirrorOf(repository: string): string {
    return join(this.folder, createHash('sha256').update(repository).digest('hex').slice(0, 16));
  }

  private async mirror(merge: Merge): Promise<string> {
    if (await this.knows(merge)) return this.mirrorOf(merge.repository);
    throw new NoSource(`the repository ${merge.repository} has no commit ${merge.commit}: push it, or name another`);
  }

  /** One fetch of a repository at a time. Who asks second may be after a newer commit, so it fetches again. */
  private async fetch(mirror: string, repository: string): Promise<void> {
    const before = this.fetching.get(mirror) ?? Promise.resolve();
    const fetching = before.then(() => this.fetchAll(mirror, repository));
    this.fetching.set(
      mirror,
      fetching.catch(() => undefined), // its own asker hears of the failure; the next one tries for itself
    );
    await fetching;
  }

  private async fetchAll(mirror: string, repository: string): Promise<void> {
    await mkdir(mirror, { recursive: true });
    await this.run(mirror, 'init', '--bare', '--quiet');
    try {
      await this.run(mirror, 'fetch', '--quiet', '--force', '--', repository, '+refs/heads/*:refs/heads/*');
    } catch (err) {
      const words = err instanceof Error ? err.message : String(err);
      const because = `the repository ${repository} cannot be read (${words}): correct it, or let the worker read it`;
      throw isPassing(words) ? new Error(because) : new NoSource(because);
    }
  }

  private async has(mirror: string, commit: string): Promise<boolean> {
    if (!existsSync(mirror)) return false;
    return await this.run(mirror, 'cat-file', '-e', `${commit}^{commit}`).then(
      () => true,
      () => false,
    );
  }

  /** Rejects with git's own words: the line that says what is fatal, else the last. No prompt ever waits for a person. */
  private async run(folder: string, ...args: string[]): Promise<string> {
    try {
      const env = { ...this.environment, GIT_TERMINAL_PROMPT: '0' };
      return (await execute('git', ['-C', folder, ...args], { maxBuffer: 64 << 20, env, timeout: gitWithinMs })).stdout;
    } catch (err) {
      const words = said.safeParse(err).data?.stderr.trim() ?? '';
      const lines = words.split('\n');
      throw new Error(lines.find((line) => /^(fatal|error):/.test(line)) ?? (lines.at(-1) || String(err)));
    }
  }
}
