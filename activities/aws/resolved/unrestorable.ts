/** What cannot be restored, as people are told: before the first touch as notes, after a rollback as what is left. */
import type { Left } from '../../../pipeline/model/outcome';
import { mayResolve, type Unrestorable } from './resolving';

/** Of a template that cannot be read here, if it resolves anything elsewhere. */
export const unreadable = (text: string): Unrestorable[] =>
  mayResolve({ template: text, parameters: {}, tags: {} })
    ? [{ what: 'what its template reads from the Parameter Store or Secrets Manager', because: 'the template cannot be read' }]
    : [];

/** Said before the first touch of a change. */
export const asNote = (stack: string, { what, because }: Unrestorable): string =>
  `a rollback of ${stack} cannot restore ${what}, because ${because}: it would use the value of that day`;

/** Said after a rollback. */
export const asLeft = (stack: string, { what, because }: Unrestorable): Left => ({
  what: `${stack} uses today's value of ${what}, because ${because}`,
  action: 'compare it with the value that the release had before; if that matters, restore it there and update the stack',
});
