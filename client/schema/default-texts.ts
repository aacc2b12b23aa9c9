/** The defaults in words, computed by `definePipeline` itself, so that the schema and the page of fields cannot drift from what it does. */
import { definePipeline } from '../../pipeline/authoring/define';
import type { WrittenPipeline, WrittenStage } from '../../pipeline/authoring/written';
import type { Pipeline, Stage } from '../../pipeline/model/pipeline';
import { rungs } from '../../pipeline/model/rung';
import { listed } from './listed';

const stage = (environment: Stage['environment']): WrittenStage => ({ name: environment, environment, account: '', regions: [] });

/** A pipeline that leaves out everything that has a default below, with a stage of each kind. */
export const minimalPipeline: WrittenPipeline = {
  name: 'checkout',
  team: 'retail',
  source: { kind: 'git', repository: 'acme/checkout', branch: 'main' },
  build: { run: ['make'], output: 'dist' },
  components: { api: { per: 'zone', template: 'api.template.json' } },
  alarms: [],
  traffic: { namespace: '', metric: '', statistic: 'Sum', dimensions: { environment: '', zone: '', share: '' } },
  stages: [stage('alpha'), stage('beta'), stage('gamma'), stage('prod'), stage('prod')],
};

const filled = definePipeline(minimalPipeline);

const json = (value: unknown): string => `\`${JSON.stringify(value)}\``;

const kinds = ['alpha', 'beta', 'gamma', 'the first wave', 'later waves'];

/** For a default that differs from stage to stage: each value except `undefined` and `false`, with the stages that get it. */
function byStage(pick: (stage: Stage) => unknown): string {
  const values = filled.stages.map(pick);
  return [...new Set(values)]
    .filter((value) => value !== undefined && value !== false)
    .map(
      (value) =>
        `${json(value)} in ${listed(
          kinds.filter((_, at) => values[at] === value),
          'and',
        )}`,
    )
    .join('; ');
}

/** The lowest rung at which a default applies. */
const from = (applies: (pipeline: Pipeline) => boolean): string =>
  `the rung ${rungs.find((rung) => applies(definePipeline({ ...minimalPipeline, rung })))}`;

const bake = (kind: keyof Stage['bakes']): string =>
  `${byStage(({ bakes }) => bakes[kind]?.for)}, from ${from(({ stages }) => stages.some(({ bakes }) => bakes[kind] !== undefined))} on`;

/** The default of each field, in Markdown. */
export const defaultTexts = {
  service: 'the `name`',
  review: json(filled.review),
  network: json(filled.build.network),
  queue: json(filled.queue),
  rollback: json(filled.rollback),
  lookEvery: json(filled.lookEvery),
  period: json(filled.traffic?.period),
  dependsOn: json(filled.components.api?.dependsOn),
  parameters: json(filled.components.api?.parameters),
  alarms: `${json(filled.alarms.zone)}, and in a stage the pipeline’s`,
  tests: json(filled.stages[0]?.tests),
  oneBox: `${byStage(({ oneBox }) => oneBox)}, from ${from(({ stages }) => stages.some(({ oneBox }) => oneBox))} on; else ${json(false)}`,
  onFailure: byStage(({ onFailure }) => onFailure),
  bakes: { regional: bake('regional'), oneBox: bake('oneBox'), zone: bake('zone'), region: bake('region') },
  minimumRequests: `${json(filled.stages[3]?.bakes.zone?.minimumRequests)}; of a regional bake ${json(filled.stages[3]?.bakes.regional?.minimumRequests)}`,
  deadline: 'twice `for`, and at least an hour more than it',
} as const;
