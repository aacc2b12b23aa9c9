import { bad } from './bad';
import { good } from './good';
import type { Story } from './story';
import { together } from './together';

/** The stories of plain `npm run demo`, in the order in which they build on each other. */
export const mainStories: readonly Story[] = [good, bad, together];

/** Every story. */
export const stories: readonly Story[] = [...mainStories];
