import { pipelineOf } from '../../../pipeline/model/ids';
import { failure } from '../../attempt/failure';
import type { StackState } from './stack';

/**
 * Whether a change of another pipeline altered a stack last. Stack names can collide: component `prod-api` of `orders`, and `api` of
 * `orders-prod`. No change alters a foreign stack, so its rollback has nothing to put back there.
 */
export const isForeign = ({ change: last }: StackState, change: string): boolean =>
  last !== undefined && pipelineOf(last) !== pipelineOf(change);

/** Fails if a stack belongs to another pipeline: each would put back what the other deployed. */
export function refuseForeign(state: StackState, { stack, change }: { stack: string; change: string }): void {
  if (!isForeign(state, change)) return;
  const { change: last = '' } = state;
  throw failure(
    `${stack} belongs to pipeline ${pipelineOf(last)}, whose change ${last} altered it last: rename the component, the zone or the pipeline, so that their stack names differ`,
  );
}
