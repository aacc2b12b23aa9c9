/** What a rule is, and what it finds. */
import type { Pipeline } from '../model/pipeline';
import type { Rung } from '../model/rung';
import type { Templates } from '../templates/templates';

/**
 * How much a problem weighs. `error`: it cannot work, or could not take a bad change back. `notYet`: it can be declared, and this version
 * does not do it. `warning`: it is against the model's numbers or its practice. `hint`: a rung that the pipeline does not claim asks for it.
 */
export type Level = 'error' | 'warning' | 'notYet' | 'hint';

/** Something wrong with a pipeline. */
export interface Problem extends Finding {
  readonly level: Level;
  /** The name of the rule that found it, as in `stage-without-regions`: public, because policies and programs go by it. */
  readonly rule: string;
}

/** What a rule found. */
export interface Finding {
  /** Where, from the top: `stages/first/regions/us-west-2`. */
  readonly path: string;
  /** The wrong value and what to change, lower case and without a full stop. */
  readonly message: string;
}

/** Looks at a whole pipeline and says what is wrong with it. */
export type Find = (pipeline: Pipeline) => readonly Finding[];

/** A rule, by what it must know beside the pipeline. Without that it is not checked, which is said and is no problem. */
export type Rule = RuleOf<'nothing', Find> | RuleOf<'templates', FindInTemplates> | RuleOf<'otherPipelines', FindBeside>;

export type FindInTemplates = (pipeline: Pipeline, templates: Templates) => readonly Finding[];
export type FindBeside = (pipeline: Pipeline, others: readonly Pipeline[]) => readonly Finding[];

interface RuleOf<Needs, F> extends More {
  /** In lower case with dashes, and the same for ever. */
  readonly name: string;
  readonly level: Exclude<Level, 'hint'>;
  readonly needs: Needs;
  readonly find: F;
}

/** When a rule does not hold. */
interface More {
  /** The rung from which on it is asked; below that, what it finds is a hint. */
  readonly from?: Rung;
  /** A pipeline whose times are shortened is exempt from rules about time. */
  readonly about?: 'time';
}

/** What is known beside the pipeline; what is absent is not known. */
export interface Known {
  /** The organisation's own rules. One with the name of a ready warning takes its place, so it can make an error of it. */
  readonly policy?: readonly Rule[];
  readonly templates?: Templates;
  /** The other pipelines of the same service. */
  readonly otherPipelines?: readonly Pipeline[];
}

/** A rule that looks at the pipeline alone and finds errors. */
export const error = (name: string, find: Find, more: More = {}): Rule => ({
  name,
  level: 'error',
  needs: 'nothing',
  find,
  ...more,
});

/** A rule that looks at the pipeline alone and finds what is against the model's practice. */
export const warning = (name: string, find: Find, more: More = {}): Rule => ({ ...error(name, find, more), level: 'warning' });
