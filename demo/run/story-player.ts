import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { type Aws, connectAws } from '../../activities/aws/accounts';
import { hooksFolder } from '../../client/hook/settings/folder';
import { changeId, short } from '../../pipeline/model/ids';
import type { ChangeOutcome } from '../../pipeline/model/outcome';
import { plan } from '../../pipeline/plan/plan';
import { temporalConfig } from '../../temporal.config';
import { type Evidence, type ObservedTarget, observeTargets, operationsSince } from '../evidence/evidence';
import { push } from '../repository/push';
import { Repository } from '../repository/repository';
import { stories } from '../stories';
import type { Story } from '../stories/story';
import { deployInitial } from './deploy-initial';
import type { PlayerOptions } from './player-options';
import { publishWithHook } from './publish-with-hook';
import { type Report, runningStack, type StoryReport } from './report';
import { waitForOutcome } from './wait-for-outcome';

/** Plays stories on a running demo system. */
export class StoryPlayer {
  private readonly aws: Aws;
  /** The merge commit of each story. */
  private readonly commits = new Map<string, string>();
  /** The merge from which each version of the service was built. */
  private readonly mergeOfVersion = new Map<string, string>();

  constructor(private readonly options: PlayerOptions) {
    const { env, endpoint } = options.system;
    Object.assign(process.env, env, { AWS_ENDPOINT_URL: endpoint }); // the AWS SDK and temporalConfig read it
    this.aws = connectAws({ role: 'slipway' });
  }

  /** Plays the chosen stories in order, starting from what the first one builds on, and reports the outcomes. */
  async play(chosen: readonly Story[]): Promise<Report> {
    const repository = await this.prepare(chosen);
    const { connection: options, namespace } = temporalConfig();
    const connection = await Connection.connect(options);
    try {
      const client = new Client({ connection, namespace });
      const reports: StoryReport[] = [];
      for (const story of chosen) reports.push(await this.playStory(story, repository, client));
      const running = (await this.observe()).map((target) => runningStack(target, this.mergeOfVersion));
      return { ok: reports.every(({ ok }) => ok), durationMs: this.options.printer.elapsedMs, stories: reports, running };
    } finally {
      await connection.close();
    }
  }

  /**
   * Creates the sample's repository, merges what the first story builds on, deploys what would run by then, and publishes the repository
   * on a git server. From then on, each push becomes a change.
   */
  async prepare(chosen: readonly Story[]): Promise<Repository> {
    const repository = await Repository.create(join(this.options.folder, 'checkout'), this.options.sample);
    const commit = await this.mergeEarlierStories(repository, chosen);
    this.options.printer.print(`deploying ${short(commit)} everywhere without Slipway, as the version to start from`);
    await deployInitial(this.options, this.aws, { commit, repository: repository.folder });
    this.recordVersion(await this.observe(), `${short(commit)} (initial)`);
    await publishWithHook(repository, this.options);
    return repository;
  }

  /** Returns the commit that runs everywhere after the stories on which the first chosen one builds. */
  private async mergeEarlierStories(repository: Repository, chosen: readonly Story[]): Promise<string> {
    let deployed = await repository.commitOf('main');
    for (const story of stories.filter(({ name }) => chosen[0]?.buildsOn.includes(name))) {
      const commit = await this.merge(story, repository);
      if (story.expected === 'delivered') deployed = commit;
    }
    return deployed;
  }

  private async playStory(story: Story, repository: Repository, client: Client): Promise<StoryReport> {
    const { pipeline, printer, system, onEvidence } = this.options;
    const before = await this.observe();
    const commit = await this.merge(story, repository);
    const change = changeId(pipeline.name, commit);
    const say = (line: string) => printer.print(line);
    say(`story ${story.name}: ${story.summary}`);
    await push({ repository, hooks: hooksFolder(system.env), change, say });
    const outcome = await this.waitUntilOver(story, client, change);
    const after = await this.observe();
    this.recordVersion(after, `${short(commit)} (${story.name})`);
    const evidence = { outcome, before, after, operations: operationsSince(before, after) };
    onEvidence?.(story, evidence);
    return { story: story.name, summary: story.summary, change, commit, ...judgeStory(story, evidence) };
  }

  private async merge(story: Story, repository: Repository): Promise<string> {
    const commit = await story.merge(repository, this.commits);
    this.commits.set(story.name, commit);
    return commit;
  }

  private async waitUntilOver(story: Story, client: Client, change: string): Promise<ChangeOutcome> {
    const { meanwhile, follow } = this.options;
    const over = new AbortController();
    const ending = waitForOutcome(client, change).finally(() => over.abort());
    const [outcome] = await Promise.all([ending, meanwhile?.(story, over.signal), follow?.(client, change)]);
    return outcome;
  }

  private observe(): Promise<ObservedTarget[]> {
    return observeTargets(this.aws, plan(this.options.pipeline));
  }

  /** Every merge reaches alpha, so a version that is new there was built from the last merge. */
  private recordVersion(observed: readonly ObservedTarget[], merge: string): void {
    const version = observed.find((target) => target.environment === 'alpha' && target.version !== undefined)?.version;
    if (version !== undefined && !this.mergeOfVersion.has(version)) this.mergeOfVersion.set(version, merge);
  }
}

/** A story is ok if its change ended as expected and every proof holds. */
function judgeStory(
  story: Story,
  evidence: Evidence,
): Pick<StoryReport, 'expected' | 'outcome' | 'operations' | 'proofs' | 'ok'> {
  const { outcome, operations } = evidence;
  const proofs = story.proofs(evidence);
  const ok = outcome.kind === story.expected && proofs.every(({ holds }) => holds);
  return { expected: story.expected, outcome, operations: operations.length, proofs, ok };
}
