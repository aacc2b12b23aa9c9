import { branchOf, type Push } from '../push';
import type { Registration } from '../settings/registration';

/**
 * The messages that are due for what git tells a post-receive, a line of before, after and ref each: one for each pipeline of each branch
 * that moved. Branches that no pipeline takes are nobody's concern, so pushing them waits for nothing.
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
