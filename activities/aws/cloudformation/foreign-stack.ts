import { pipelineOf } from '../../../pipeline/model/ids';
import { failure } from '../../attempt/failed';
import type { SeenStack } from './stack';

/**
 * Whether another pipeline's change altered a stack last. Names can meet: component `prod-api` of `orders`, and `api` of `orders-prod`. No
 * change alters such a stack, so on its way back it has nothing to put back there.
 */
export const isStranger = ({ change: last }: SeenStack, change: string): boolean =>
  last !== undefined && pipelineOf(last) !== pipelineOf(change);

/** Fails where a stack is another pipeline's: each would put back what the other deployed. */
export function refuseStranger(seen: SeenStack, { stack, change }: { stack: string; change: string }): void {
  if (!isStranger(seen, change)) return;
  const { change: last = '' } = seen;
  throw failure(
    `${stack} is a stack of pipeline ${pipelineOf(last)}, whose change ${last} altered it last: rename the component, the zone or the pipeline, so that none is shared`,
  );
}
