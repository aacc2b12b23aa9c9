/** Components that are deployed all at once: those whose platform shifts the traffic, and those that cannot canary. */

import type { WrittenPipeline } from '../../../pipeline';
import { aWorld } from '../builders/a-world';
import { beforeCall, failWith, runUntil, runUntilCancelled } from '../builders/answers';
import { deployLine, rollbackOf } from '../builders/call-lines';
import { first } from '../builders/stages';
import type { World } from '../builders/world';

const reason = `it is a queue: ${'long '.repeat(60)}and there is one`;

/** `api` has a one-box and depends on `queue`, which cannot canary; `edge` depends on `api`, and its platform shifts the traffic. */
const mixed: Partial<WrittenPipeline> = {
  components: {
    edge: { per: 'zone', template: 'edge.json', shifts: 'platform', dependsOn: ['api'] },
    api: { per: 'zone', template: 'api.json', oneBox: 'box.json', dependsOn: ['queue'] },
    queue: { per: 'zone', template: 'queue.json', cannotCanary: reason },
  },
  stages: [first],
};

/** The deployments and bakes in the first zone. */
const inFirstZone = (world: World) => world.calls.filter((line) => line.includes('usw2-az1'));

const forward = [
  'forward queue usw2-az1',
  'forward api usw2-az1 one-box',
  'bake oneBox usw2-az1',
  'forward api usw2-az1',
  'forward edge usw2-az1',
  'bake zone usw2-az1',
];

describe('a component without a one-box', () => {
  test.concurrent('takes a change before the one-boxes that depend on it, and otherwise after them; the zone bakes at the end', async () => {
    const world = await aWorld();
    expect((await world.runChange(world.pipeline(mixed))).kind).toBe('delivered');
    expect(inFirstZone(world)).toEqual(forward);
  });

  test.concurrent('bakes with its zone also if nothing after it was touched', async () => {
    const world = await aWorld({
      deploy: async ({ target }) => ({ touched: target.component === 'queue', what: 'looked', left: [] }),
    });
    expect((await world.runChange(world.pipeline(mixed))).kind).toBe('delivered');
    expect(inFirstZone(world)).toEqual(forward.filter((line) => line !== 'bake oneBox usw2-az1'));
  });

  test.concurrent('goes back after the components that depend on it', async () => {
    const world = await aWorld(beforeCall('forward edge usw2-az1', failWith('it went wrong')));
    expect(await world.runChange(world.pipeline(mixed))).toMatchObject({ kind: 'rolledBack', because: 'first: it went wrong' });
    expect(world.deployments.filter((line) => line.startsWith('back'))).toEqual([
      'back edge usw2-az1',
      'back api usw2-az1',
      'back api usw2-az1 one-box',
      'back queue usw2-az1',
    ]);
  });

  test.concurrent.each(['forward queue usw2-az1', 'forward edge usw2-az1'])(
    'is stopped during “%s” by an alarm, and goes back once it has stopped',
    async (moment) => {
      let hasStopped = false;
      const early: string[] = [];
      const world = await aWorld({
        deploy: async (input, proceed) => {
          if (input.direction === 'back' && !hasStopped) early.push(deployLine(input));
          if (deployLine(input) === moment) await runUntilCancelled().finally(() => (hasStopped = true));
          return await proceed(input);
        },
        watch: async (input, proceed) =>
          world.calls.includes(moment) ? { because: 'alarm errors-usw2-az1 fired' } : await proceed(input),
      });
      expect(await world.runChange(world.pipeline(mixed))).toMatchObject({
        kind: 'rolledBack',
        because: 'first: alarm errors-usw2-az1 fired',
        left: [],
      });
      const touched = forward.slice(0, forward.indexOf(moment) + 1).filter((line) => line.startsWith('forward'));
      expect(world.deployments).toEqual([...touched, ...rollbackOf(touched)]);
      expect([hasStopped, early]).toEqual([true, []]);
    },
  );

  test.concurrent("gives its reason: cut in the activity's summary, in full in the zone's details", async () => {
    let details: string | undefined;
    const world = await aWorld(beforeCall('forward queue usw2-az1', () => runUntil(() => details !== undefined)));
    const change = await world.merge(world.pipeline(mixed));
    await world.waitForCall('forward queue usw2-az1');
    const zone = world.level(change, 'first/us-west-2/usw2-az1');
    details = JSON.stringify(await zone.query('__temporal_workflow_metadata'));
    expect(details).toContain(`queue in usw2-az1, fleet is being deployed at once: it cannot canary: ${reason}`);
    expect((await change.result()).kind).toBe('delivered');
    expect(await summariesOf(zone)).toEqual([
      expect.stringMatching(/^deploy queue in usw2-az1, fleet, at once: it cannot canary: it is a queue: .{1,40}…$/),
      'deploy api in usw2-az1, one-box',
      'bake of the one-box',
      'deploy api in usw2-az1, fleet',
      'deploy edge in usw2-az1, fleet, at once: the platform shifts the traffic',
      'bake of the zone',
    ]);
  });
});

/** The summaries of a workflow's activities, in order. */
async function summariesOf(workflow: ReturnType<World['client']['workflow']['getHandle']>): Promise<string[]> {
  const { events } = await workflow.fetchHistory();
  return (events ?? [])
    .filter((event) => event.activityTaskScheduledEventAttributes)
    .map((event) => JSON.parse(Buffer.from(event.userMetadata?.summary?.data ?? []).toString() || '""'));
}
