import { pipelineOf } from '../../../pipeline/model/ids';
import { failure } from '../../attempt/failure';
import { changeTag, type StackState } from './stack';

/**
 * Whether a change of another pipeline altered a stack last. Stack names can collide: component `prod-api` of `orders`, and `api` of
 * `orders-prod`. No change alters a foreign stack, so its rollback has nothing to put back there.
 */
export const isForeign = ({ condition, tags }: StackState, change: string): boolean => {
  const last = tags[changeTag]; // also of a failed creation: the remains of another pipeline's are not ours to delete
  return condition !== 'empty' && last !== undefined && pipelineOf(last) !== pipelineOf(change);
};

/** Fails if a stack belongs to another pipeline: each would put back what the other deployed. */
export function refuseForeign(state: StackState, { stack, change }: { stack: string; change: string }): void {
  if (!isForeign(state, change)) return;
  const last = state.tags[changeTag] ?? '';
  throw failure(
    `${stack} belongs to pipeline ${pipelineOf(last)}, whose change ${last} altered it last: rename the component, the zone or the pipeline, so that their stack names differ`,
  );
}
