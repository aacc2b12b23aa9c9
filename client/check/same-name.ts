import { isDeepStrictEqual } from 'node:util';
import type { Pipeline } from '../../pipeline/model/pipeline';
import type { Problem } from '../../pipeline/rules/rule';

/** A pipeline and the file that it was read from. */
export interface InFile {
  readonly file: string;
  readonly pipeline: Pipeline;
}

/**
 * Stacks, changes and lanes go by a pipeline's name, so each needs its own. One file that is named twice, or by a link, holds the same
 * pipeline; a demo with shortened times is a variant of another and never runs beside it.
 */
export function sameName(one: InFile, all: readonly InFile[]): Problem[] {
  const others = all.filter((other) => isAnotherOfOneName(one.pipeline, other.pipeline)).map(({ file }) => file);
  if (others.length === 0) return [];
  const name = JSON.stringify(one.pipeline.name);
  const message = `${name} is also the name of ${others.join(' and ')}: give each its own, for two pipelines of one name would take each other’s stacks and changes`;
  return [{ path: 'name', message, level: 'error', rule: 'same-name' }];
}

const isAnotherOfOneName = (one: Pipeline, other: Pipeline): boolean =>
  one.name === other.name && ![one, other].some(({ timing }) => timing === 'shortened') && !isDeepStrictEqual(one, other);
