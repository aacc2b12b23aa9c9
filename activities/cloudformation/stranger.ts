import { pipelineOf } from '../../pipeline/ids';
import { failure } from '../failed';
import type { SeenStack } from './stack';

/**
 * Fails where another pipeline's change altered a stack last. Names can meet: component `prod-api` of `orders`, and `api` of
 * `orders-prod`. Each would put back what the other deployed.
 */
export function refuseStranger({ change: last }: SeenStack, { stack, change }: { stack: string; change: string }): void {
  if (last === undefined || pipelineOf(last) === pipelineOf(change)) return;
  throw failure(
    `${stack} is a stack of pipeline ${pipelineOf(last)}, whose change ${last} altered it last: rename the component, the zone or the pipeline, so that none is shared`,
  );
}
