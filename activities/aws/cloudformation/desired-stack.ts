import { textThatFits } from '../../../formats/deployable-template';
import { bodyAt, type Release, suppliedParameters } from '../../../pipeline/model/release';
import type { Target } from '../../../pipeline/model/target';
import { digestOf } from '../../releases/digest';
import type { StackContent } from './change-set/change-set';
import { changeTag, digestTag, type StackState } from './stack';
import { ownTags } from './stack-tags';
import { declaredParameters, readableTemplate } from './template';

/** A stack as a release defines it; `digest` identifies its content and is one of its tags. */
export interface DesiredStack extends StackContent {
  readonly digest: string;
}

/** On whose behalf the stack is altered, which is recorded in a tag, and the stack as it is now. */
interface Circumstances {
  readonly change: string;
  readonly state: Pick<StackState, 'condition' | 'tags'>;
}

/** The stack of a release at a target; `undefined` if the release has none there. It keeps its own tags, unless the release has them too. */
export function desiredStack(release: Release, target: Target, { change, state }: Circumstances): DesiredStack | undefined {
  if (release.kind === 'found') return foundStack(release.stacks[target.stack], change);
  const body = bodyAt(release, target);
  if (body === undefined) return undefined;
  const parameters = declaredParameters(readableTemplate(body.template, 'the release'), {
    ...body.parameters,
    ...suppliedParameters(target),
  });
  return {
    template: body.template,
    parameters,
    digest: body.digest,
    tags: {
      ...(state.condition === 'steady' && ownTags(state.tags)),
      ...body.tags,
      [changeTag]: change,
      [digestTag]: body.digest,
    },
  };
}

/** A found stack gets its own text back, which Slipway need not be able to read, and the tags that it was found with. One without a digest gets a digest now, so that it is recognised later. */
function foundStack(stack: StackContent | undefined, change: string): DesiredStack | undefined {
  if (stack === undefined) return undefined;
  const digest = stack.tags[digestTag] ?? digestOf(stack.template, stack.parameters);
  return {
    ...stack,
    template: textThatFits(stack.template),
    digest,
    tags: { ...ownTags(stack.tags), [changeTag]: change, [digestTag]: digest },
  };
}
