import type { Client } from '@temporalio/client';
import { serviceId } from '../../pipeline/model/ids';
import { good } from '../../workflows/messages/service-messages';
import type { GoodReleaseInput } from '../contract';

/** Asks the service which release is good in a lane now. */
export const goodRelease =
  ({ temporal }: { temporal: Client }) =>
  async ({ service, pipeline, lane }: GoodReleaseInput): Promise<string | null> =>
    await temporal.workflow.getHandle(serviceId(service)).query(good, { lane, pipeline });
