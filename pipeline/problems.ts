import type { Pipeline } from './model';
import type { Finding, Known, Level, Problem, Rule } from './rule';
import { accountsAndRegions } from './rules/accounts-and-regions';
import { alarmNames } from './rules/alarm-names';
import { alarmsAlike } from './rules/alarms-alike';
import { approvals } from './rules/approvals';
import { bakes } from './rules/bakes';
import { building } from './rules/building';
import { dependencies } from './rules/dependencies';
import { durations } from './rules/durations';
import { evidence } from './rules/evidence';
import { gamma } from './rules/gamma';
import { guards } from './rules/guards';
import { names } from './rules/names';
import { notHonoured } from './rules/not-honoured';
import { oneBoxes } from './rules/one-boxes';
import { reach } from './rules/reach';
import { shapes } from './rules/shapes';
import { templates } from './rules/templates';
import { tests } from './rules/tests';
import { thresholds } from './rules/thresholds';
import { ways } from './rules/ways';
import { windows } from './rules/windows';
import { hasReached } from './rung';

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
