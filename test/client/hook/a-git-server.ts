/** A small world of a plain git server: a bare repository, a clone, `slipway serve` as a real process, and a service of its own. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { readFile, realpath, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { Client, Connection, WorkflowNotFoundError } from '@temporalio/client';
import { installHook } from '../../../client/hook/install/install-hook';
import { noCommit, type Push } from '../../../client/hook/push';
import { keyOf } from '../../../client/hook/settings/folder';
import { secretsOf } from '../../../client/hook/settings/secrets';
import { sign } from '../../../client/hook/signature';
import { aFolder } from '../../a-folder';
import { environment } from '../../activities/builders/a-repository';
import { aPipeline } from '../../pipeline/builders/a-pipeline';
import { slipway } from '../cli/a-shell';

const program = resolve(__dirname, '../../../bin/slipway.js');
const closing: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const close of closing) await close();
  await (await connecting)?.close();
});

/** The response of `slipway serve`. */
export interface Answered {
  readonly status: number;
  readonly said: { message?: string; change?: string; problems?: string[] };
  readonly headers: Headers;
}

/** `slipway serve` as a real process, with a `SLIPWAY_FOLDER` of its own. */
export class AServe {
  private constructor(
    readonly url: string,
    readonly slipwayFolder: string,
    private readonly server: ChildProcess,
  ) {}

  static async start(temporal = process.env.SLIPWAY_TEST_TEMPORAL ?? '', more: NodeJS.ProcessEnv = {}): Promise<AServe> {
    const folder = join(aFolder(), 'slipway');
    const env = { ...environment, HOME: '/nonexistent', SLIPWAY_FOLDER: folder, TEMPORAL_ADDRESS: temporal, ...more };
    const server = spawn(process.execPath, [program, 'serve', '--port', '0'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = await once(server.stdout, 'data');
    const serve = new AServe(/http:\S+/.exec(String(line))?.[0] ?? '', folder, server);
    closing.push(() => serve.stop());
    return serve;
  }

  /** Its exit code. */
  async stop(): Promise<number | null> {
    if (this.server.exitCode !== null || this.server.signalCode !== null) return this.server.exitCode;
    const exit = once(this.server, 'exit');
    this.server.kill('SIGTERM');
    return (await exit)[0];
  }
}

let usualServe: Promise<AServe> | undefined;
let connecting: Promise<Connection> | undefined;

export class AGitServer {
  private constructor(
    /** Of its service and its pipeline. */
    readonly name: string,
    readonly folder: string,
    readonly bare: string,
    readonly serve: AServe,
    readonly client: Client,
  ) {}

  /** Its hook sends to the one `slipway serve` of the test file, or to another. */
  static async start(other?: AServe): Promise<AGitServer> {
    const name = `s${randomBytes(5).toString('hex')}`;
    const folder = await realpath(aFolder());
    const bare = join(folder, 'shop.git');
    await run('git', 'init', '--quiet', '--bare', '--initial-branch=main', bare);
    await run('git', 'clone', '--quiet', bare, join(folder, 'clone'));
    usualServe ??= AServe.start();
    connecting ??= Connection.connect({ address: process.env.SLIPWAY_TEST_TEMPORAL ?? '' });
    return new AGitServer(name, folder, bare, other ?? (await usualServe), new Client({ connection: await connecting }));
  }

  /** Runs `slipway` as the person does who runs the git server. */
  slipway(...args: string[]) {
    return this.slipwayTo('127.0.0.1:1', ...args);
  }

  /** The same with a Temporal server. */
  slipwayTo(temporal: string, ...args: string[]) {
    return slipway(args, { ...environment, SLIPWAY_FOLDER: this.serve.slipwayFolder, TEMPORAL_ADDRESS: temporal });
  }

  async install(file = 'pipeline.json', branch = 'main'): Promise<void> {
    const folders = { slipway: this.serve.slipwayFolder, hooks: this.hooks };
    await installHook(folders, { repository: this.bare, branch, file, url: this.serve.url, secretFile: undefined });
  }

  /** A pipeline of this world's service, as JSON. */
  pipeline(overrides: Record<string, unknown> = {}): string {
    return JSON.stringify({ ...aPipeline({ name: this.name, service: this.name }), ...overrides });
  }

  /** Commits to the clone and returns the commit's id. */
  async commit(files: Readonly<Record<string, string>> = {}): Promise<string> {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.folder, 'clone', name)), { recursive: true });
      writeFileSync(join(this.folder, 'clone', name), text);
    }
    await this.git('add', '--all');
    const person = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com'];
    await this.git(...person, 'commit', '--quiet', '--allow-empty', '-m', `Change ${randomBytes(4).toString('hex')}`);
    return (await this.git('rev-parse', 'HEAD')).out.trim();
  }

  /** Pushes from the clone, and returns the lines that the person who pushes sees. Rejects if the push fails. */
  async push(...args: string[]): Promise<string[]> {
    const { err } = await this.git('push', '--quiet', 'origin', ...args);
    return err.split('\n').flatMap((line) => /^remote: (.*?)\s*$/.exec(line)?.[1] ?? []);
  }

  /** Brings commits to the bare repository without running its hook. */
  async pushSilently(...args: string[]): Promise<void> {
    await this.git('push', '--quiet', '--receive-pack=git -c core.hooksPath=/dev/null receive-pack', 'origin', ...args);
  }

  async git(...args: string[]): Promise<{ out: string; err: string }> {
    return await run('git', '-C', join(this.folder, 'clone'), ...args);
  }

  /** Commits a symbolic link. */
  async link(name: string, to: string): Promise<void> {
    symlinkSync(to, join(this.folder, 'clone', name));
    await this.commit();
  }

  /** The installed post-receive. */
  async hook(): Promise<string> {
    return await readFile(join(this.bare, 'hooks/post-receive'), 'utf8');
  }

  /** Deletes the registration of the repository. */
  async forget(): Promise<void> {
    await rm(join(this.hooks, this.key), { recursive: true });
  }

  get hooks(): string {
    return join(this.serve.slipwayFolder, 'hooks');
  }

  get key(): string {
    return keyOf(this.bare);
  }

  async secret(): Promise<string> {
    return (await secretsOf(this.hooks, this.key))[0] ?? '';
  }

  /** The message of a push to main. */
  message(after: string, more: Partial<Push> = {}): string {
    return JSON.stringify({ ref: 'refs/heads/main', before: noCommit, after, pipeline: 'pipeline.json', ...more });
  }

  /** Posts a message, signed now with the newest secret unless the headers say otherwise. */
  async post(body: string, { headers = {}, path = `/hooks/${this.key}`, method = 'POST' }: Posted = {}): Promise<Answered> {
    const signed = sign(await this.secret(), Buffer.from(body), Math.floor(Date.now() / 1000));
    const whole = { 'content-type': 'application/json', ...signed, ...headers };
    const response = await fetch(`${this.serve.url}${path}`, { method, headers: whole, ...(method === 'POST' && { body }) });
    return { status: response.status, said: JSON.parse(await response.text()), headers: response.headers };
  }

  /** The signals that its service received, in order; empty if it was never started. */
  async merges(): Promise<string[]> {
    try {
      const service = this.client.workflow.getHandle(`service/${this.name}`);
      await service.describe();
      const { events } = await service.fetchHistory();
      return (events ?? []).flatMap((event) => event.workflowExecutionSignaledEventAttributes?.signalName ?? []);
    } catch (err) {
      if (err instanceof WorkflowNotFoundError) return [];
      throw err;
    }
  }
}

interface Posted {
  readonly headers?: Readonly<Record<string, string>>;
  readonly path?: string;
  readonly method?: string;
}

async function run(file: string, ...args: string[]): Promise<{ out: string; err: string }> {
  const { stdout, stderr } = await promisify(execFile)(file, args, { env: environment });
  return { out: stdout, err: stderr };
}
