import type { Pipeline } from '../model/pipeline';
import { hasReached } from '../model/rung';
import { accountsAndRegions } from './definition/accounts-and-regions';
import { dependencies } from './definition/dependencies';
import { durations } from './definition/durations';
import { names } from './definition/names';
import { notSupported } from './definition/not-supported';
import { rollout } from './definition/rollout';
import { shapes } from './definition/shapes';
import { tags } from './definition/tags';
import { windows } from './definition/windows';
import { everywhere } from './deployment/everywhere';
import { localFiles } from './deployment/local-files';
import { type NotSeen, notSeenIn } from './deployment/not-seen';
import { parameters } from './deployment/parameters';
import { physicalNameRules } from './deployment/physical-names';
import { stateless } from './deployment/stateless';
import { alarmNames } from './evidence/alarm-names';
import { templates } from './evidence/alarms-in-templates';
import { bakes } from './evidence/bakes';
import { evidence } from './evidence/evidence';
import { keptPoints } from './evidence/kept-points';
import { sameAlarms } from './evidence/same-alarms';
import { thresholds } from './evidence/thresholds';
import { approvals } from './practice/approvals';
import { building } from './practice/building';
import { gamma } from './practice/gamma';
import { guards } from './practice/guards';
import { oneBoxes } from './practice/one-boxes';
import { reach } from './practice/reach';
import { tests } from './practice/tests';
import type { Finding, Known, Level, Problem, Rule } from './rule';

export type { NotSeen } from './deployment/not-seen';
export type { Known, Level, Problem, Rule } from './rule';

/** The result of all rules for a pipeline. */
export interface RulesResult {
  readonly problems: readonly Problem[];
  /** Rules that could not be checked, with what they need. */
  readonly notChecked: readonly NotChecked[];
  /** Parts of templates that rules could not read, so that they would find nothing there. */
  readonly notSeen: readonly NotSeen[];
  /** Rules about time that do not apply because the pipeline's times are shortened. */
  readonly exempt: readonly string[];
}

export interface NotChecked {
  readonly rule: string;
  readonly needs: 'templates' | 'otherPipelines';
}

/** The rules that apply to every pipeline. */
export const builtInRules: readonly Rule[] = [
  ...shapes,
  ...tags,
  ...accountsAndRegions,
  ...durations,
  ...names,
  ...dependencies,
  ...rollout,
  ...evidence,
  ...alarmNames,
  ...approvals,
  ...windows,
  ...guards,
  ...notSupported,
  ...building,
  ...tests,
  ...reach,
  ...bakes,
  ...keptPoints,
  ...oneBoxes,
  ...gamma,
  ...sameAlarms,
  ...templates,
  ...thresholds,
  ...parameters,
  ...physicalNameRules,
  ...localFiles,
  ...stateless,
  ...everywhere,
];

/** Every problem of a pipeline, and which rules could not be checked or do not apply. */
export function applyRules(pipeline: Pipeline, known: Known = {}): RulesResult {
  const rules = rulesWith(known.policy ?? []);
  const exempt = rules.filter((rule) => pipeline.timing === 'shortened' && rule.about === 'time');
  const checks = rules
    .filter((rule) => !exempt.includes(rule))
    .map((rule) => ({ rule, findings: findingsOf(rule, pipeline, known) }));
  return {
    problems: withoutDuplicates(
      checks.flatMap(({ rule, findings = [] }) =>
        findings.map(({ path, message }) => ({ path, message, level: levelOf(rule, pipeline), rule: rule.name })),
      ),
    ),
    notChecked: checks.flatMap(({ rule, findings }) =>
      findings === undefined && rule.needs !== 'nothing' ? [{ rule: rule.name, needs: rule.needs }] : [],
    ),
    notSeen:
      known.templates === undefined
        ? []
        : notSeenIn(
            pipeline,
            known.templates,
            checks.map(({ rule }) => rule),
          ),
    exempt: exempt.map((rule) => rule.name),
  };
}

/** Every problem of a pipeline, of every level. */
export const problems = (pipeline: Pipeline, known: Known = {}): readonly Problem[] => applyRules(pipeline, known).problems;

/** The problems that keep a change from starting. */
export const obstacles = (pipeline: Pipeline, known: Known = {}): Problem[] => problems(pipeline, known).filter(isObstacle);

/** Whether a problem keeps a change from starting, as errors and `notYet` do. Warnings and hints are only shown. */
export const isObstacle = ({ level }: { readonly level: Level }): boolean => level === 'error' || level === 'notYet';

/** A problem with its path: `components/api/dependsOn: "tabel" is not a component: write one of api, table`. */
export const describeProblem = ({ path, message }: Pick<Problem, 'path' | 'message'>): string => `${path}: ${message}`;

/** A policy can replace built-in warnings by their name, but no other built-in rule: it asks for more, never for less. */
const rulesWith = (policy: readonly Rule[]): readonly Rule[] => [
  ...builtInRules.filter(({ level, name }) => level !== 'warning' || !policy.some((theirs) => theirs.name === name)),
  ...policy,
];

/** A policy may repeat a built-in rule. */
const withoutDuplicates = (problems: readonly Problem[]): Problem[] => [
  ...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values(),
];

/** What a rule finds; `undefined` if what it needs is not known. */
function findingsOf(rule: Rule, pipeline: Pipeline, known: Known): readonly Finding[] | undefined {
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
