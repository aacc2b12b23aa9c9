/** What a pipeline lacks for the next rung. */
import type { Environment, Pipeline } from '../model/pipeline';
import { type Rung, rungs } from '../model/rung';
import { applyRules, builtInRules, describeProblem } from './problems';
import type { Known } from './rule';

/** The next step of a pipeline. */
export interface NextRung {
  readonly rung: Rung;
  /** What it adds, in one sentence. */
  readonly adds: string;
  /** What to do, one sentence per step, in order. The last step says how to claim the rung. */
  readonly steps: readonly string[];
}

const adds: Readonly<Record<Rung, string>> = {
  build: 'every merge is built',
  test: 'every change is tested in one stage',
  oneRegion: 'a change reaches one Region when a person approves it',
  rollback: 'a bad change is rolled back automatically, because alarms are watched while it bakes',
  zones: 'a change is deployed zone by zone, one-boxes first',
  waves: 'a change is deployed to all Regions in growing waves, without a person',
};

/** The rung after the one that a pipeline claims; `undefined` if it claims the last. */
export function nextRung(pipeline: Pipeline, known: Known = {}): NextRung | undefined {
  const next = rungs[rungs.indexOf(pipeline.rung ?? 'waves') + 1];
  if (next === undefined) return undefined;
  const rulesOfNext = new Set(
    [...builtInRules, ...(known.policy ?? [])].filter(({ from }) => from === next).map(({ name }) => name),
  );
  const missing = applyRules({ ...pipeline, rung: next }, known).problems.filter(
    ({ rule, path }) => rulesOfNext.has(rule) && !(next === 'rollback' && isFilledIn(path, pipeline)),
  );
  const more = next === 'oneRegion' ? approvalStep(pipeline) : next === 'rollback' ? trafficStep(pipeline) : [];
  return { rung: next, adds: adds[next], steps: [...missing.map(describeProblem), ...more, claim(next)] };
}

/** A stage without bakes gets the defaults as soon as the rung is claimed. */
const isFilledIn = (path: string, { stages }: Pipeline): boolean =>
  stages.some(({ name, bakes }) => Object.keys(bakes).length === 0 && path.startsWith(`stages/${name}/bakes`));

/** The default bakes count requests. */
const trafficStep = (pipeline: Pipeline): string[] =>
  pipeline.stages.every(({ environment, traffic = pipeline.traffic }) => traffic !== undefined || !bakesByDefault(environment))
    ? []
    : ['traffic: is missing, but bakes will count requests: name the CloudWatch metric that counts them'];

const bakesByDefault = (environment: Environment): boolean => environment === 'gamma' || environment === 'prod';

/** Until alarms watch production, a person must approve. */
const approvalStep = ({ stages }: Pipeline): string[] =>
  stages.some(({ environment, approval }) => environment === 'prod' && approval !== undefined)
    ? []
    : ['stages: no alarm watches production yet: give its stage an approval, and name approvers'];

/** `definePipeline` fills in the defaults of a rung once it is claimed; in JSON they must be written. */
const claim = (rung: Rung): string => {
  switch (rung) {
    case 'waves':
      return 'rung: remove it, and all rules apply';
    case 'rollback':
      return "rung: write 'rollback', and stages without bakes get the default ones (in JSON, write them)";
    case 'zones':
      return "rung: write 'zones', and stages use one-boxes by default (in JSON, write oneBox: true)";
    default:
      return `rung: write '${rung}', and the rules of this rung apply`;
  }
};
