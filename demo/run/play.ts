import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { type Aws, connectAws } from '../../activities/aws/accounts';
import { ReleaseStore } from '../../activities/releases/store';
import { Repositories } from '../../activities/source/repositories';
import { installHook } from '../../client/hook/install/install-hook';
import { hooksFolder } from '../../client/hook/settings/folder';
import type { Teller } from '../../local/log-printer';
import { changeId, short } from '../../pipeline/model/ids';
import type { ChangeOutcome } from '../../pipeline/model/outcome';
import type { Pipeline } from '../../pipeline/model/pipeline';
import { plan } from '../../pipeline/plan/plan';
import { fence, offline } from '../../platform/sandbox';
import { temporalConfig } from '../../temporal.config';
import { workerSettings } from '../../worker/settings';
import { type Evidence, operationsSince, type SeenTarget, seeTargets } from '../evidence/evidence';
import { push } from '../repository/push';
import { Repository } from '../repository/repository';
import type { DemoSet } from '../set/set';
import { stories } from '../stories';
import type { Story } from '../stories/story';
import { endingOf } from './ending';
import { putInPlace } from './put-in-place';
import { type Report, runningOf, type StoryReport } from './report';

interface Stagehands {
  readonly pipeline: Pipeline;
  readonly set: DemoSet;
  readonly folder: string;
  readonly teller: Teller;
  /** The folder of the sample service. */
  readonly sample: string;
  /** Which file of the sample the pipeline is. */
  readonly pipelineFile: string;
  /** What else happens while a story's change is on its way. When it resolves, everything can be looked at again. */
  readonly meanwhile?: (story: Story, over: AbortSignal) => Promise<void>;
  /** Shows a change until it has ended. */
  readonly follow?: (client: Client, change: string) => Promise<void>;
  /** Is shown each story's evidence. */
  readonly show?: (story: Story, evidence: Evidence) => void;
}

/** Plays stories on a running set. */
export class Play {
  private readonly aws: Aws;
  /** By story. */
  private readonly merges = new Map<string, string>();
  /** Which merge a version that the service answers was built from. */
  private readonly versions = new Map<string, string>();

  constructor(private readonly hands: Stagehands) {
    const { env, endpoint } = hands.set;
    Object.assign(process.env, env, { AWS_ENDPOINT_URL: endpoint }); // the AWS SDK's default chain reads it
    this.aws = connectAws({ role: 'slipway' });
  }

  /** Plays the chosen stories one after the other, from what they build on, and reports what became of them. */
  async play(chosen: readonly Story[]): Promise<Report> {
    const repository = await this.prepare(chosen);
    const { connection: options, namespace } = temporalConfig(); // reads what the constructor put into the environment
    const connection = await Connection.connect(options);
    try {
      const told: StoryReport[] = [];
      for (const story of chosen) told.push(await this.tell(story, repository, new Client({ connection, namespace })));
      const runs = (await this.see()).map((target) => runningOf(target, this.versions));
      return { ok: told.every(({ ok }) => ok), tookMs: this.hands.teller.elapsedMs, stories: told, runs };
    } finally {
      await connection.close();
    }
  }

  /**
   * Makes the sample's repository, merges what the first story builds on, puts in place what would run after that, and publishes it on a
   * git server whose pushes are changes from then on.
   */
  async prepare(chosen: readonly Story[]): Promise<Repository> {
    const { folder, sample, set, pipelineFile } = this.hands;
    const repository = await Repository.create(join(folder, 'checkout'), sample);
    await this.putBefore(repository, chosen);
    const bare = join(folder, 'checkout.git');
    await repository.publish(bare);
    const folders = { slipway: folder, hooks: hooksFolder(set.env) };
    const wanted = { repository: bare, branch: 'main', file: pipelineFile, url: set.hook, secretFile: undefined };
    await installHook(folders, wanted);
    return repository;
  }

  private async putBefore(repository: Repository, chosen: readonly Story[]): Promise<void> {
    const before = stories.filter((story) => chosen[0]?.buildsOn.includes(story.name));
    let inPlace = await repository.commitOf('main');
    for (const story of before) {
      const commit = await story.merge(repository, this.merges);
      this.merges.set(story.name, commit);
      if (story.ends === 'delivered') inPlace = commit;
    }
    this.hands.teller.say(`${short(inPlace)} is put in place everywhere by hand, as the version that was always good`);
    await this.putInPlace(inPlace, repository);
    this.note(await this.see(), `${short(inPlace)} (in place before)`);
  }

  private async putInPlace(commit: string, repository: Repository): Promise<void> {
    const { folder, set, pipeline } = this.hands;
    const environment = workerSettings(set.env).commandEnvironment;
    const source = join(folder, 'source');
    await mkdir(source, { recursive: true });
    const deps = {
      aws: this.aws,
      releases: new ReleaseStore(folder),
      repositories: new Repositories(source, environment),
      environment,
      offline: fence(offline, environment),
    };
    await putInPlace(pipeline, { commit, repository: repository.folder }, deps);
  }

  private async tell(story: Story, repository: Repository, client: Client): Promise<StoryReport> {
    const { pipeline, teller, set } = this.hands;
    const before = await this.see();
    const commit = await story.merge(repository, this.merges);
    this.merges.set(story.name, commit);
    teller.say(`story ${story.name}: ${story.tells}`);
    const change = changeId(pipeline.name, commit);
    await push({ repository, hooks: hooksFolder(set.env), change, say: (line) => teller.say(line) });
    const ended = await this.untilOver(story, client, change);
    const after = await this.see();
    this.note(after, `${short(commit)} (${story.name})`);
    const evidence = { outcome: ended, before, after, operations: operationsSince(before, after) };
    this.hands.show?.(story, evidence);
    const proofs = story.proofs(evidence);
    const ok = ended.kind === story.ends && proofs.every(({ holds }) => holds);
    const { name, tells, ends: mustEnd } = story;
    return { story: name, tells, change, commit, mustEnd, ended, operations: evidence.operations.length, proofs, ok };
  }

  private async untilOver(story: Story, client: Client, change: string): Promise<ChangeOutcome> {
    const { meanwhile, follow } = this.hands;
    const over = new AbortController();
    const ending = endingOf(client, change).finally(() => over.abort());
    const [ended] = await Promise.all([ending, meanwhile?.(story, over.signal), follow?.(client, change)]);
    return ended;
  }

  private see(): Promise<SeenTarget[]> {
    return seeTargets(this.aws, plan(this.hands.pipeline));
  }

  /** Alpha runs every merge, so a version that is new there is that merge's. */
  private note(seen: readonly SeenTarget[], merge: string): void {
    const version = seen.find((target) => target.environment === 'alpha' && target.version !== undefined)?.version;
    if (version !== undefined && !this.versions.has(version)) this.versions.set(version, merge);
  }
}
