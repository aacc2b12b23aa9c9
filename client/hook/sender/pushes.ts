import { branchOf, type Push } from '../push';
import type { Registration } from '../settings/registration';

/**
 * The messages for what git gives a post-receive hook (lines of before, after and ref): one for each pipeline of each branch that moved.
 * A branch without a pipeline gives none, so pushing it waits for nothing.
 */
export const pushesOf = (refs: string, { pipelines }: Registration): Push[] =>
  refs
    .split('\n')
    .map((line) => line.trim().split(' '))
    .flatMap(([before = '', after = '', ref = '']) =>
      pipelines
        .filter(({ branch }) => branch === branchOf(ref))
        .map(({ file }): Push => ({ ref, before, after, pipeline: file })),
    );
