import { bad } from './bad';
import { good } from './good';
import type { Story } from './story';
import { together } from './together';

/** The stories that plain `npm run demo` plays, in the order in which they happened. */
export const mainStories: readonly Story[] = [good, bad, together];

/** Every story. */
export const stories: readonly Story[] = [...mainStories];
