import type { Pipeline } from '../model/pipeline';
import { hasReached } from '../model/rung';
import { accountsAndRegions } from './definition/accounts-and-regions';
import { dependencies } from './definition/dependencies';
import { durations } from './definition/durations';
import { names } from './definition/names';
import { notHonoured } from './definition/not-supported';
import { shapes } from './definition/shapes';
import { ways } from './definition/rollout';
import { windows } from './definition/windows';
import { alarmNames } from './evidence/alarm-names';
import { alarmsAlike } from './evidence/same-alarms';
import { templates } from './evidence/alarms-in-templates';
import { bakes } from './evidence/bakes';
import { evidence } from './evidence/evidence';
import { thresholds } from './evidence/thresholds';
import { approvals } from './practice/approvals';
import { building } from './practice/building';
import { gamma } from './practice/gamma';
import { guards } from './practice/guards';
import { oneBoxes } from './practice/one-boxes';
import { reach } from './practice/reach';
import { tests } from './practice/tests';
import type { Finding, Known, Level, Problem, Rule } from './rule';

export type { Known, Level, Problem, Rule } from './rule';

/** All that a check of a pipeline comes to. */
export interface Reviewed {
  readonly problems: readonly Problem[];
  /** Rules that could not look, by what they lacked. */
  readonly notChecked: readonly NotChecked[];
  /** Rules about time that this pipeline is exempt from, because it says that its times are shortened. */
  readonly exempt: readonly string[];
}

export interface NotChecked {
  readonly rule: string;
  readonly needs: 'templates' | 'otherPipelines';
}

/** The rules that every pipeline is held to. */
export const ownRules: readonly Rule[] = [
  ...shapes,
  ...accountsAndRegions,
  ...durations,
  ...names,
  ...dependencies,
  ...ways,
  ...evidence,
  ...alarmNames,
  ...approvals,
  ...windows,
  ...guards,
  ...notHonoured,
  ...building,
  ...tests,
  ...reach,
  ...bakes,
  ...oneBoxes,
  ...gamma,
  ...alarmsAlike,
  ...templates,
  ...thresholds,
];

/** Every problem of a pipeline at once, and what was not looked at. */
export function review(pipeline: Pipeline, known: Known = {}): Reviewed {
  const rules = rulesWith(known.policy ?? []);
  const exempt = rules.filter((rule) => pipeline.timing === 'shortened' && rule.about === 'time');
  const looks = rules.filter((rule) => !exempt.includes(rule)).map((rule) => ({ rule, found: found(rule, pipeline, known) }));
  return {
    problems: once(
      looks.flatMap(({ rule, found = [] }) =>
        found.map(({ path, message }) => ({ path, message, level: levelOf(rule, pipeline), rule: rule.name })),
      ),
    ),
    notChecked: looks.flatMap(({ rule, found }) =>
      found === undefined && rule.needs !== 'nothing' ? [{ rule: rule.name, needs: rule.needs }] : [],
    ),
    exempt: exempt.map((rule) => rule.name),
  };
}

/** Every problem of a pipeline at once, of every level. */
export const problems = (pipeline: Pipeline, known: Known = {}): readonly Problem[] => review(pipeline, known).problems;

/** What keeps a change from starting: what cannot work, and what would promise something that this version does not do. */
export const obstacles = (pipeline: Pipeline, known: Known = {}): Problem[] => problems(pipeline, known).filter(isObstacle);

/** Whether a change is refused for it. Warnings and hints are told, and the change starts. */
export const isObstacle = ({ level }: { readonly level: Level }): boolean => level === 'error' || level === 'notYet';

/** A problem as people read it: `components/api/dependsOn: "tabel" is no component, …`. */
export const problemLine = ({ path, message }: Pick<Problem, 'path' | 'message'>): string => `${path}: ${message}`;

/** A policy asks for more, never for less: a warning of the model gives way, all else stays beside it. */
const rulesWith = (policy: readonly Rule[]): readonly Rule[] => [
  ...ownRules.filter((own) => own.level !== 'warning' || !policy.some((theirs) => theirs.name === own.name)),
  ...policy,
];

/** Each once: what the model asks, a policy may ask again. */
const once = (problems: readonly Problem[]): Problem[] => [
  ...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values(),
];

/** What a rule finds; `undefined` where it lacks what it needs. */
function found(rule: Rule, pipeline: Pipeline, known: Known): readonly Finding[] | undefined {
  switch (rule.needs) {
    case 'nothing':
      return rule.find(pipeline);
    case 'templates':
      return known.templates && rule.find(pipeline, known.templates);
    case 'otherPipelines':
      return known.otherPipelines && rule.find(pipeline, known.otherPipelines);
  }
}

const levelOf = (rule: Rule, pipeline: Pipeline): Level =>
  rule.from === undefined || hasReached(pipeline, rule.from) ? rule.level : 'hint';
