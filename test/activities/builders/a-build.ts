/** A repository whose build outputs a template and a payload, and a worker that builds it. */
import { type BuildDeps, build } from '../../../activities/build';
import type { BuildInput, BuildOutcome } from '../../../activities/contract';
import { ReleaseStore } from '../../../activities/releases/store';
import type { BuiltRelease } from '../../../pipeline/model/release';
import { offline as offlinePrefix, type Sandbox, sandbox } from '../../../platform/sandbox';
import { aFolder } from '../../a-folder';
import { ARepository, environment, someRepositories } from './a-repository';
import { anActivity } from './an-activity';

export const template = JSON.stringify({ Parameters: { Payload: {}, Size: {} }, Resources: {} });

/** A repository of a service: its build copies `infra` and `app` into `dist`. */
export function aService(files: Readonly<Record<string, string>> = {}): ARepository {
  const repository = new ARepository();
  repository.commit({ files: { 'infra/api.json': template, 'app/index.js': 'one', ...files } });
  return repository;
}

/** The command of that build. */
export const copyCommand = ['sh', '-c', 'mkdir dist && cp -r infra/. dist/ && cp -r app dist/app'];

/** What a build needs of a worker. */
export class ABuildWorker implements BuildDeps {
  readonly releases = new ReleaseStore(aFolder());
  readonly repositories = someRepositories();
  readonly environment = environment;

  constructor(readonly offline: Sandbox = sandbox(offlinePrefix, environment)) {}

  /** Builds a commit of a repository, by default its head. */
  async build(repository: ARepository, more: Partial<BuildInput> = {}, activity = anActivity()): Promise<BuildOutcome> {
    const input: BuildInput = {
      merge: repository.merge(repository.git('rev-parse', 'HEAD')),
      source: { kind: 'git', repository: 'acme/shop', branch: 'main' },
      build: { run: copyCommand, output: 'dist', network: 'allowed' },
      components: [{ name: 'api', template: 'api.json', payload: 'app', parameters: { Size: '2' } }],
      ...more,
    };
    return await activity.run(build(this), input);
  }

  /** The release that a build stored. */
  async release(built: BuildOutcome): Promise<BuiltRelease> {
    const release = built.kind === 'built' ? await this.releases.read(built.release) : undefined;
    if (release?.kind !== 'built') throw new Error(`no release: ${JSON.stringify(built)}`);
    return release;
  }
}
