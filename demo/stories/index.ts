import { bad } from './bad';
import { good } from './good';
import type { Story } from './story';
import { together } from './together';

/** Every story, in the order in which they build on each other. */
export const stories: readonly Story[] = [good, bad, together];
