/** The types of rules and of what they find. */
import type { Pipeline } from '../model/pipeline';
import type { Rung } from '../model/rung';
import type { Templates } from '../templates/templates';

/**
 * How serious a problem is. `error`: it cannot work, or a bad change could not be rolled back. `notYet`: this version does not support it.
 * `warning`: it is against good practice. `hint`: a higher rung than the pipeline claims asks for it.
 */
export type Level = 'error' | 'warning' | 'notYet' | 'hint';

/** Something wrong with a pipeline. */
export interface Problem extends Finding {
  readonly level: Level;
  /** The name of the rule that found it, as in `no-one-box`. Public, because policies and programs use it. */
  readonly rule: string;
}

/** What a rule found. */
export interface Finding {
  /** The path from the top: `stages/first/regions/us-west-2`. */
  readonly path: string;
  /** What is wrong with the value, then `:` and what to write instead. Lower case, no full stop. */
  readonly message: string;
}

/** Finds what is wrong with a whole pipeline. */
export type Find = (pipeline: Pipeline) => readonly Finding[];

/** A rule, by what it needs beside the pipeline. Without that it is reported as not checked, which is not a problem. */
export type Rule = RuleOf<'nothing', Find> | RuleOf<'templates', FindInTemplates> | RuleOf<'otherPipelines', FindBeside>;

export type FindInTemplates = (pipeline: Pipeline, templates: Templates) => readonly Finding[];
export type FindBeside = (pipeline: Pipeline, others: readonly Pipeline[]) => readonly Finding[];

interface RuleOf<Needs, F> extends Exceptions {
  /** Lower case with dashes. Never changes. */
  readonly name: string;
  readonly level: Exclude<Level, 'hint'>;
  readonly needs: Needs;
  readonly find: F;
  /** What a rule about templates reads, if not their resources: macros and nested stacks hide only those. */
  readonly reads?: 'files' | 'parameters';
}

/** When a rule does not apply. */
interface Exceptions {
  /** The lowest rung that it applies to. Below that, what it finds is a hint. */
  readonly from?: Rung;
  /** Pipelines with `timing: 'shortened'` are exempt from rules about time. */
  readonly about?: 'time';
}

/** What is known beside the pipeline. An absent field is unknown. */
export interface Known {
  /** The organisation's rules. One with the name of a built-in warning replaces it, for example to make it an error. */
  readonly policy?: readonly Rule[];
  readonly templates?: Templates;
  /** The other pipelines of the same service. */
  readonly otherPipelines?: readonly Pipeline[];
}

/** A rule that needs only the pipeline and finds errors. */
export const error = (name: string, find: Find, exceptions: Exceptions = {}): Rule => ({
  name,
  level: 'error',
  needs: 'nothing',
  find,
  ...exceptions,
});

/** A rule that needs only the pipeline and finds what is against good practice. */
export const warning = (name: string, find: Find, exceptions: Exceptions = {}): Rule => ({
  ...error(name, find, exceptions),
  level: 'warning',
});

/** A value in a message, as JSON writes it. */
export const quoted = (value: unknown): string => JSON.stringify(value);
