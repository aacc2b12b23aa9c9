/** From an alarm to a stack: real workflows, and real activities on the emulator. */

import { EvidenceReader } from '../../../activities/aws/cloudwatch/evidence-reader';
import { deploy } from '../../../activities/deploy';
import { survey } from '../../../activities/survey';
import { watch } from '../../../activities/watch';
import { region, wave } from '../../../pipeline';
import type { BuiltRelease } from '../../../pipeline/model/release';
import { aWorld } from '../../workflows/builders/a-world';
import { until } from '../../workflows/builders/until';
import { commitOf, type World } from '../../workflows/builders/world';
import { openingOnCancel } from '../builders/a-cloudformation';
import { anAlarm, setState } from '../builders/a-cloudwatch';
import { Latch } from '../builders/a-latch';
import { aRelease, digestIn, gate, note } from '../builders/a-release';
import { type ASite, aSite } from '../builders/a-site';

const zone = 'usw2-az1';
const alarm = `errors-${zone}`;
const one = aRelease({ ...note('one'), ...gate({ version: 'one' }) });

/** A service whose platform shifts traffic, in one zone, with these releases for its first changes. Only its bakes are fake. */
async function aShop(site: ASite, ...releases: BuiltRelease[]) {
  for (const name of ['region', alarm]) await anAlarm(site.cloudWatch, name, 'OK');
  const reader = new EvidenceReader(site.aws);
  const ids = await Promise.all(releases.map((release) => site.save(release)));
  const world = await aWorld({
    build: async ({ merge }) => ({
      kind: 'built',
      release: ids[releases.findIndex((_, at) => commitOf(at + 1) === merge.commit)] ?? '',
    }),
    survey: survey(site),
    deploy: deploy(site),
    watch: watch({ reader }),
  });
  const pipeline = world.pipeline({
    components: { api: { per: 'zone', template: 'api.json', shifts: 'platform', stateless: ['Custom::Gate'] } },
    alarms: { region: ['region'], zone: ['errors-{zone}'] },
    stages: [wave('first', { account: site.account, regions: [region(site.region, [zone])] })],
  });
  return { world, pipeline, stack: `${world.name}-prod-api-${zone}` };
}

const isAt = (site: ASite, stack: string, status: string) =>
  until(`${stack} is ${status}`, async () => (await site.stack(stack))?.StackStatus === status);

/** Temporal's number for the state of a running activity with a cancel request. */
const cancelRequested = 3;

const hasCancelRequest = (world: World, change: string) =>
  until('the deployment has a cancel request', async () => {
    const { raw } = await world.client.workflow.getHandle(`${change}/first/us-west-2/${zone}`).describe();
    return raw.pendingActivities?.some(({ state }) => state === cancelRequested) ?? false;
  });

describe('an alarm that fires while a platform shifts traffic', () => {
  test('cancels the running update, and the stack is back where it was', async () => {
    const latch = await Latch.closed();
    const site = aSite().through({ cloudFormation: openingOnCancel(latch) });
    const slow = aRelease({ ...note('slow'), ...gate({ version: 'slow', until: latch.url }) });
    const { world, pipeline, stack } = await aShop(site, one, slow);
    expect((await world.runChange(pipeline, 1)).kind).toBe('delivered');

    const change = await world.merge(pipeline, 2);
    await isAt(site, stack, 'UPDATE_IN_PROGRESS');
    await setState(site.cloudWatch, alarm, 'ALARM');

    expect(await change.result()).toMatchObject({ kind: 'rolledBack', because: expect.stringContaining(alarm), left: [] });
    expect((await site.statuses(stack)).slice(2)).toEqual([
      'CREATE_COMPLETE',
      'UPDATE_IN_PROGRESS',
      'UPDATE_ROLLBACK_IN_PROGRESS',
      'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS',
      'UPDATE_ROLLBACK_COMPLETE',
    ]);
    expect(await site.digest(stack)).toBe(digestIn(one));
  });

  test('waits for a creation, which cannot be cancelled, and then removes the new stack', async () => {
    const latch = await Latch.closed();
    const site = aSite();
    const { world, pipeline, stack } = await aShop(site, aRelease(gate({ version: 'slow', until: latch.url })));
    const change = await world.merge(pipeline);
    await isAt(site, stack, 'CREATE_IN_PROGRESS');
    await setState(site.cloudWatch, alarm, 'ALARM');
    await hasCancelRequest(world, change.workflowId);
    expect((await site.stack(stack))?.StackStatus).toBe('CREATE_IN_PROGRESS');

    latch.open();
    expect(await change.result()).toMatchObject({ kind: 'rolledBack', because: expect.stringContaining(alarm), left: [] });
    expect(await site.stack(stack)).toBeUndefined();
  });
});
