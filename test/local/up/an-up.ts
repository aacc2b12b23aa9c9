/** `slipway up` as a person starts it, and the directory in which everything else is said. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { z } from 'zod';
import { ARepository, environment } from '../../activities/builders/a-repository';
import { aFolder } from '../../activities/builders/a-site';
import { slipway } from '../../client/cli/a-shell';
import { root } from '../../demo/stories/a-demo';
import { aPipeline } from '../../pipeline/builders/a-pipeline';
import { until } from '../../workflows/builders/until';

/** Where a test fails, what it started still runs. */
const started: AnUp[] = [];
afterAll(async () => {
  for (const up of started) await up.end('SIGTERM');
});

const state = z.object({ parts: z.record(z.string(), z.number()) });

/** A directory of a person, who says nothing of servers. */
export class ADirectory {
  readonly folder = aFolder();
  private readonly env = { ...environment, HOME: '/nonexistent' };

  /** Starts `slipway up` here and waits until all of it runs. */
  async up(env: Readonly<Record<string, string>> = {}): Promise<AnUp> {
    const up = this.upTo(env);
    await up.says(/^ {2}slipway watch CHANGE$/);
    return up;
  }

  /** Starts it, whatever becomes of it. */
  upTo(env: Readonly<Record<string, string>> = {}): AnUp {
    const program = join(root, 'bin/slipway.js');
    const child = spawn(process.execPath, [program, 'up'], { env: { ...this.env, ...env }, cwd: this.folder });
    const up = new AnUp(child);
    started.push(up);
    return up;
  }

  /** Runs `slipway` here, with no more said than `slipway up` told to. */
  slipway(up: AnUp, ...args: string[]) {
    return slipway(args, { ...environment, ...up.exports }, this.folder);
  }

  /** The ids of the changes that there are, once there is one. */
  async changes(up: AnUp): Promise<string[]> {
    let ids: string[] = [];
    await until('there is a change', async () => {
      const { out } = await this.slipway(up, 'status', '--json');
      ids = z
        .array(z.object({ change: z.string() }))
        .parse(JSON.parse(out))
        .map(({ change }) => change);
      return ids.length > 0;
    });
    return ids;
  }

  /** The processes that were started, by what they are. */
  parts(): Readonly<Record<string, number>> {
    return state.parse(JSON.parse(readFileSync(join(this.folder, '.slipway/up/state.json'), 'utf8'))).parts;
  }
}

export class AnUp {
  readonly lines: string[] = [];
  private readonly ended: Promise<unknown>;

  constructor(private readonly child: ChildProcess) {
    this.ended = once(child, 'close');
    for (const stream of [child.stdout, child.stderr])
      if (stream !== null) createInterface(stream).on('line', (line) => this.lines.push(line));
  }

  async says(what: RegExp): Promise<void> {
    await until(`it says ${what}, and not only:\n${this.lines.join('\n')}`, () => this.lines.some((line) => what.test(line)));
  }

  /** Tells it something, and answers its exit code. */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    this.child.kill(signal);
    return await this.exit();
  }

  async exit(): Promise<number | null> {
    await this.ended;
    return this.child.exitCode;
  }

  /** What it said has to be said in other terminals. */
  get exports(): Record<string, string> {
    return Object.fromEntries(
      this.lines.flatMap((line) => {
        const [, name, value] = /^ {2}export (\w+)=(\S+)$/.exec(line) ?? [];
        return name === undefined || value === undefined ? [] : [[name, value]];
      }),
    );
  }

  /** Where its servers are, for others. */
  get servers(): { TEMPORAL_ADDRESS: string; AWS_ENDPOINT_URL: string } {
    const said = this.lines.join('\n');
    const [, TEMPORAL_ADDRESS = ''] = /Temporal is our own at (\S+),/.exec(said) ?? [];
    const [, AWS_ENDPOINT_URL = ''] = /AWS is our own emulator at (\S+),/.exec(said) ?? [];
    return { TEMPORAL_ADDRESS, AWS_ENDPOINT_URL };
  }

  /** Where it said that hooks have to tell, if it said so. */
  get hookUrl(): string[] {
    const [, url] = /--url (\S+)/.exec(this.lines.find((line) => line.includes('slipway hook install')) ?? '') ?? [];
    return url === undefined ? [] : ['--url', url];
  }
}

/** A bare repository, and a person who pushes to it. */
export class APushed {
  readonly bare = join(aFolder(), 'shop.git');
  private readonly repository = new ARepository();

  constructor() {
    this.repository.git('init', '--quiet', '--bare', '--initial-branch=main', this.bare);
  }

  /** Pushes a commit with a pipeline, and answers the id that its change has and what git shows. */
  async push(): Promise<{ change: string; shown: string }> {
    const commit = this.repository.commit({ files: { 'pipeline.json': JSON.stringify(aPipeline({ name: 'shop' })) } });
    const args = ['-C', this.repository.folder, 'push', this.bare, 'main'];
    const { stderr } = await promisify(execFile)('git', args, { env: environment });
    return { change: `shop/${commit.slice(0, 12)}`, shown: stderr };
  }
}
