/** Components that take a change all at once: those whose platform shifts, and those that cannot canary. */

import { failure } from '../../../activities/attempt/failure';
import type { WrittenPipeline } from '../../../pipeline';
import { deployLine, underWay } from '../builders/fakes';
import { aWorld, type World } from '../builders/harness';
import { first } from '../builders/stages';

const reason = `it is a queue: ${'long '.repeat(60)}and there is one`;

/** `api` has a one-box and leans on `queue`, which cannot canary; `edge` leans on `api`, and its platform shifts. */
const mixed: Partial<WrittenPipeline> = {
  components: {
    edge: { per: 'zone', template: 'edge.json', shifts: 'platform', dependsOn: ['api'] },
    api: { per: 'zone', template: 'api.json', oneBox: 'box.json', dependsOn: ['queue'] },
    queue: { per: 'zone', template: 'queue.json', cannotCanary: reason },
  },
  stages: [first],
};

/** What was done in the first zone, with the bakes. */
const inFirstZone = (world: World) => world.acts.filter((act) => act.includes('usw2-az1'));

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
    expect((await world.play(world.pipeline(mixed))).kind).toBe('delivered');
    expect(inFirstZone(world)).toEqual(forward);
  });

  test.concurrent('bakes with its zone also if nothing after it was touched', async () => {
    const world = await aWorld({
      deploy: async ({ target }) => ({ touched: target.component === 'queue', what: 'as told', left: [] }),
    });
    expect((await world.play(world.pipeline(mixed))).kind).toBe('delivered');
    expect(inFirstZone(world)).toEqual(forward.filter((act) => act !== 'bake oneBox usw2-az1'));
  });

  test.concurrent('goes back after the components that depend on it', async () => {
    const world = await aWorld({
      deploy: async (input, usual) => {
        if (deployLine(input) === 'forward edge usw2-az1') throw failure('it went wrong');
        return await usual(input);
      },
    });
    expect(await world.play(world.pipeline(mixed))).toMatchObject({ kind: 'rolledBack', because: 'first: it went wrong' });
    expect(world.deployed.filter((act) => act.startsWith('back'))).toEqual([
      'back edge usw2-az1',
      'back api usw2-az1',
      'back api usw2-az1 one-box',
      'back queue usw2-az1',
    ]);
  });

  test.concurrent.each(['forward queue usw2-az1', 'forward edge usw2-az1'])(
    'is stopped during “%s” by an alarm, and goes back once it rests',
    async (moment) => {
      let rests = false;
      const early: string[] = [];
      const world = await aWorld({
        deploy: async (input, usual) => {
          if (input.direction === 'back' && !rests) early.push(deployLine(input));
          if (deployLine(input) !== moment) return await usual(input);
          return await underWay().then(
            () => usual(input),
            (err) => {
              rests = true;
              throw err;
            },
          );
        },
        watch: async (input, usual) =>
          world.acts.includes(moment) ? { because: 'alarm errors-usw2-az1 fired' } : await usual(input),
      });
      expect(await world.play(world.pipeline(mixed))).toMatchObject({
        kind: 'rolledBack',
        because: 'first: alarm errors-usw2-az1 fired',
        left: [],
      });
      const touched = forward.slice(0, forward.indexOf(moment) + 1).filter((act) => act.startsWith('forward'));
      expect(world.deployed).toEqual([...touched, ...touched.map((act) => act.replace('forward', 'back')).reverse()]);
      expect([rests, early]).toEqual([true, []]);
    },
  );

  test.concurrent("gives its reason: cut in the activity's summary, in full in the zone's details", async () => {
    const world = await aWorld({
      deploy: async (input, usual) => {
        if (deployLine(input) === 'forward queue usw2-az1') await underWay(() => seen !== undefined);
        return await usual(input);
      },
    });
    let seen: string | undefined;
    const change = await world.merge(world.pipeline(mixed));
    await world.begun('forward queue usw2-az1');
    const zone = world.client.workflow.getHandle(`${change.workflowId}/first/us-west-2/usw2-az1`);
    seen = JSON.stringify(await zone.query('__temporal_workflow_metadata'));
    expect(seen).toContain(`queue in usw2-az1, fleet is being deployed at once: it cannot canary: ${reason}`);
    expect((await change.result()).kind).toBe('delivered');
    expect(await summariesOf(zone)).toEqual([
      expect.stringMatching(/^deploy queue in usw2-az1, fleet, at once: it cannot canary: it is a queue: .{1,40}…$/),
      'deploy api in usw2-az1, one-box',
      'the one-box bakes',
      'deploy api in usw2-az1, fleet',
      'deploy edge in usw2-az1, fleet, at once: the platform shifts the traffic',
      'the zone bakes',
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
