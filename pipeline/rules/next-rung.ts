/** The way up: what a pipeline lacks for the next rung. */
import type { Environment, Pipeline } from '../model/pipeline';
import { type Rung, rungs } from '../model/rung';
import { ownRules, problemLine, review } from './problems';
import type { Known } from './rule';

/** The next step of a pipeline. */
export interface NextRung {
  readonly rung: Rung;
  /** What it adds, in one sentence. */
  readonly adds: string;
  /** What to do, one sentence a step, in order; the last says how to claim it. */
  readonly steps: readonly string[];
}

const adds: Readonly<Record<Rung, string>> = {
  build: 'every merge is built',
  test: 'every change is tested in one stage',
  oneRegion: 'a change reaches one Region when a person says yes',
  rollback: 'a change that hurts goes back by itself, because alarms are watched while it bakes',
  zones: 'a change goes zone by zone, a one-box first',
  waves: 'a change goes from Region to Region in growing waves, without a person',
};

/** What comes after the rung that a pipeline claims; `undefined` where it claims the last. */
export function nextRung(pipeline: Pipeline, known: Known = {}): NextRung | undefined {
  const next = rungs[rungs.indexOf(pipeline.rung ?? 'waves') + 1];
  if (next === undefined) return undefined;
  const asked = new Set([...ownRules, ...(known.policy ?? [])].filter(({ from }) => from === next).map(({ name }) => name));
  const missing = review({ ...pipeline, rung: next }, known).problems.filter(
    ({ rule, path }) => asked.has(rule) && !(next === 'rollback' && comesByItself(path, pipeline)),
  );
  const more = next === 'oneRegion' ? approvals(pipeline) : next === 'rollback' ? traffic(pipeline) : [];
  return { rung: next, adds: adds[next], steps: [...missing.map(problemLine), ...more, claim(next)] };
}

/** Bakes of a stage that says nothing of them: it gets the model's as soon as the rung is claimed. */
const comesByItself = (path: string, { stages }: Pipeline): boolean =>
  stages.some(({ name, bakes }) => Object.keys(bakes).length === 0 && path.startsWith(`stages/${name}/bakes`));

/** The bakes that come then count requests. */
const traffic = (pipeline: Pipeline): string[] =>
  pipeline.stages.every(({ environment, traffic = pipeline.traffic }) => traffic !== undefined || !bakesThen(environment))
    ? []
    : ['traffic: bakes count requests, and nothing says where: name the metric of CloudWatch that counts them'];

const bakesThen = (environment: Environment): boolean => environment === 'gamma' || environment === 'prod';

/** Nothing watches production yet, so a person does. */
const approvals = ({ stages }: Pipeline): string[] =>
  stages.some(({ environment, approval }) => environment === 'prod' && approval !== undefined)
    ? []
    : ['stages: nothing watches production yet: give its stage an approval, and name who says yes'];

/** What `definePipeline` fills in belongs to a rung, so some of the steps before this one come by themselves. */
const claim = (rung: Rung): string => {
  switch (rung) {
    case 'waves':
      return 'rung: leave it out, and all rules are asked';
    case 'rollback':
      return "rung: write 'rollback', and stages that say nothing of bakes get the model's (in JSON they are written out)";
    case 'zones':
      return "rung: write 'zones', and stages that say nothing of one-boxes get them (in JSON: oneBox: true)";
    default:
      return `rung: write '${rung}', and the rules of this step are asked`;
  }
};
