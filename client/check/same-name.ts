import { isDeepStrictEqual } from 'node:util';
import type { Pipeline } from '../../pipeline/model/pipeline';
import type { Problem } from '../../pipeline/rules/rule';

/** A pipeline and the file that it was read from. */
export interface PipelineInFile {
  readonly file: string;
  readonly pipeline: Pipeline;
}

/**
 * Stacks, changes and lanes are named after their pipeline, so each pipeline needs its own name. Equal pipelines are one file that was
 * named twice, or by a link. A demo with shortened times is a variant of another pipeline, and never runs beside it.
 */
export function sameName(one: PipelineInFile, all: readonly PipelineInFile[]): Problem[] {
  const others = all.filter((other) => hasSameName(one.pipeline, other.pipeline)).map(({ file }) => file);
  if (others.length === 0) return [];
  const name = JSON.stringify(one.pipeline.name);
  const message = `${name} is also the name of ${others.join(' and ')}: give each its own name, or they would overwrite each other’s stacks and changes`;
  return [{ path: 'name', message, level: 'error', rule: 'same-name' }];
}

const hasSameName = (one: Pipeline, other: Pipeline): boolean =>
  one.name === other.name && ![one, other].some(({ timing }) => timing === 'shortened') && !isDeepStrictEqual(one, other);
