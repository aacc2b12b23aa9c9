import { bugs, stumbles } from '../builders/bugs';
import { anEmptyWorld } from '../builders/harness';
import { first } from '../builders/stages';

const wholeWay = [
  ...['forward table us-west-2', 'forward api usw2-az1 one-box', 'forward api usw2-az1'],
  ...['forward api usw2-az2 one-box', 'forward api usw2-az2'],
];

describe('a bug', () => {
  test.concurrent.each(bugs)(
    'in the code of $what undoes nothing and ends nothing; the change goes on with a worker that is mended',
    async ({ code, below }) => {
      const world = await anEmptyWorld();
      const worker = await world.join({ code });
      const change = await world.merge(world.pipeline({ stages: [first] }));
      const stumbling = world.client.workflow.getHandle(`${change.workflowId}${below}`);
      await stumbles(world, stumbling.workflowId);
      expect(await change.describe()).toMatchObject({ status: { name: 'RUNNING' } });
      expect(await stumbling.describe()).toMatchObject({ status: { name: 'RUNNING' } });
      expect(world.acts.filter((act) => act.startsWith('back') || act.startsWith('notify'))).toEqual([]);

      await worker.stop();
      await world.join({});
      expect(await change.result()).toMatchObject({ kind: 'delivered' });
      expect(world.deployed).toEqual(wholeWay); // each once: what was done before the bug was not done again
    },
  );
});
