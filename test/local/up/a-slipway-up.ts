/** `slipway up` as a person starts it, and the directory in which they type everything else. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { z } from 'zod';
import { aFolder } from '../../a-folder';
import { ARepository, environment } from '../../activities/builders/a-repository';
import { slipway } from '../../client/cli/a-shell';
import { root } from '../../demo/stories/a-demo';
import { aPipeline } from '../../pipeline/builders/a-pipeline';
import { until } from '../../workflows/builders/until';

/** If a test fails, what it started still runs. */
const started: ASlipwayUp[] = [];
afterAll(async () => {
  for (const up of started) await up.end('SIGTERM');
});

const state = z.object({ parts: z.record(z.string(), z.number()) });

/** A person's directory, without any settings for servers. */
export class ADirectory {
  readonly folder = aFolder();
  private readonly env = { ...environment, HOME: '/nonexistent' };

  /** Starts `slipway up` here and waits until all of it runs. */
  async up(env: Readonly<Record<string, string>> = {}): Promise<ASlipwayUp> {
    const up = this.upTo(env);
    await up.prints(/^ {2}slipway watch CHANGE$/);
    return up;
  }

  /** Starts it without waiting. */
  upTo(env: Readonly<Record<string, string>> = {}): ASlipwayUp {
    const program = join(root, 'bin/slipway.js');
    const child = spawn(process.execPath, [program, 'up'], { env: { ...this.env, ...env }, cwd: this.folder });
    const up = new ASlipwayUp(child);
    started.push(up);
    return up;
  }

  /** Runs `slipway` here, with only the exports that `slipway up` asked for. */
  slipway(up: ASlipwayUp, ...args: string[]) {
    return slipway(args, { ...environment, ...up.exports }, this.folder);
  }

  /** The ids of all changes, once there is one. */
  async changes(up: ASlipwayUp): Promise<string[]> {
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

  /** The process id of each part. */
  parts(): Readonly<Record<string, number>> {
    return state.parse(JSON.parse(readFileSync(join(this.folder, '.slipway/up/state.json'), 'utf8'))).parts;
  }
}

export class ASlipwayUp {
  readonly lines: string[] = [];
  private readonly ended: Promise<unknown>;

  constructor(private readonly child: ChildProcess) {
    this.ended = once(child, 'close');
    for (const stream of [child.stdout, child.stderr])
      if (stream !== null) createInterface(stream).on('line', (line) => this.lines.push(line));
  }

  async prints(what: RegExp): Promise<void> {
    await until(`it prints ${what}, and not only:\n${this.lines.join('\n')}`, () => this.lines.some((line) => what.test(line)));
  }

  /** Sends a signal and returns the exit code. */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    this.child.kill(signal);
    return await this.exit();
  }

  async exit(): Promise<number | null> {
    await this.ended;
    return this.child.exitCode;
  }

  /** The exports that it asked for in other terminals. */
  get exports(): Record<string, string> {
    return Object.fromEntries(
      this.lines.flatMap((line) => {
        const [, name, value] = /^ {2}export (\w+)=(\S+)$/.exec(line) ?? [];
        return name === undefined || value === undefined ? [] : [[name, value]];
      }),
    );
  }

  /** The variables that make others use its servers. */
  get servers(): { TEMPORAL_ADDRESS: string; AWS_ENDPOINT_URL: string } {
    const output = this.lines.join('\n');
    const [, TEMPORAL_ADDRESS = ''] = /Temporal: our own server at (\S+),/.exec(output) ?? [];
    const [, AWS_ENDPOINT_URL = ''] = /AWS: our own emulator at (\S+),/.exec(output) ?? [];
    return { TEMPORAL_ADDRESS, AWS_ENDPOINT_URL };
  }

  /** The `--url` that hooks need, if it printed one. */
  get hookUrl(): string[] {
    const [, url] = /--url (\S+)/.exec(this.lines.find((line) => line.includes('slipway hook install')) ?? '') ?? [];
    return url === undefined ? [] : ['--url', url];
  }
}

/** A bare repository with a person who pushes to it. */
export class APusher {
  readonly bare = join(aFolder(), 'shop.git');
  private readonly repository = new ARepository();

  constructor() {
    this.repository.git('init', '--quiet', '--bare', '--initial-branch=main', this.bare);
  }

  /** Pushes a commit with a pipeline. Returns the change's id and what git shows. */
  async push(): Promise<{ change: string; shown: string }> {
    const commit = this.repository.commit({ files: { 'pipeline.json': JSON.stringify(aPipeline({ name: 'shop' })) } });
    const args = ['-C', this.repository.folder, 'push', this.bare, 'main'];
    const { stderr } = await promisify(execFile)('git', args, { env: environment });
    return { change: `shop/${commit.slice(0, 12)}`, shown: stderr };
  }
}
