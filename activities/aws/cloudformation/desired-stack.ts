import { bodyAt, type Release, suppliedParameters } from '../../../pipeline/model/release';
import type { Target } from '../../../pipeline/model/target';
import { digestOf } from '../../releases/digest';
import type { Wanted } from './change-set';
import { changeTag, digestTag } from './stack';
import { declared, parseTemplate } from './template';

/** A stack as a release wants it, with the digest that says so. */
export interface WantedStack extends Wanted {
  readonly digest: string;
}

/** What a release wants at a target; `undefined` where it wants nothing there. `change` is noted on the stack as who altered it. */
export function wantedAt(release: Release, target: Target, change: string): WantedStack | undefined {
  if (release.kind === 'found') return foundAt(release.stacks[target.stack], change);
  const body = bodyAt(release, target);
  if (body === undefined) return undefined;
  const parameters = declared(parseTemplate(body.template), { ...body.parameters, ...suppliedParameters(target) });
  return { template: body.template, parameters, digest: body.digest, tags: { [changeTag]: change, [digestTag]: body.digest } };
}

/** What was found goes back with the tags it had; what bore no digest gets one of its own, so that it is recognised. */
function foundAt(stack: Wanted | undefined, change: string): WantedStack | undefined {
  if (stack === undefined) return undefined;
  const digest = stack.tags[digestTag] ?? digestOf(stack.template, stack.parameters);
  return { ...stack, digest, tags: { ...stack.tags, [changeTag]: change, [digestTag]: digest } };
}
