import { failure } from '../../../attempt/failure';
import { parseTemplate, type Template } from '../template';

/** The parsed template of a stack or of the release. Fails, naming its owner, if it cannot be read: no retry can help. */
export function parsedTemplateOf(owner: string, text: string): Template {
  try {
    return parseTemplate(text);
  } catch (err) {
    throw failure(`the template of ${owner} ${err instanceof Error ? err.message : String(err)}`);
  }
}
