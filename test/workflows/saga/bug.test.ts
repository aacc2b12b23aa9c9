import { anEmptyWorld } from '../builders/a-world';
import { bugs, waitForTypeError } from '../builders/bugs';
import { first, firstDeployments } from '../builders/stages';

describe('a bug', () => {
  test.concurrent.each(bugs)(
    'in the code of $what undoes nothing and ends nothing; the change goes on with a fixed worker',
    async ({ code, below }) => {
      const world = await anEmptyWorld();
      const worker = await world.startWorker({ code });
      const change = await world.merge(world.pipeline({ stages: [first] }));
      const broken = world.client.workflow.getHandle(`${change.workflowId}${below}`);
      await waitForTypeError(world, broken.workflowId);
      expect(await change.describe()).toMatchObject({ status: { name: 'RUNNING' } });
      expect(await broken.describe()).toMatchObject({ status: { name: 'RUNNING' } });
      expect(world.calls.filter((line) => line.startsWith('back') || line.startsWith('notify'))).toEqual([]);

      await worker.stop();
      await world.startWorker();
      expect(await change.result()).toMatchObject({ kind: 'delivered' });
      expect(world.deployments).toEqual(firstDeployments); // each once: what was done before the bug was not done again
    },
  );
});
