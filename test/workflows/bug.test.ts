import type { Answers } from './fakes';
import { aWorld } from './harness';
import { alphaStage, first } from './stages';
import { until } from './until';

/** What a hand of another version might answer: workflow code stumbles over it with a TypeError. */
const nothing = async () => undefined as never;

const bugs: [where: string, below: string, answers: Answers][] = [
  ['a change', '', { build: nothing }],
  ['a Region', '/alpha/us-west-2', { test: nothing }],
  [
    'a zone',
    '/first/us-west-2/usw2-az1',
    {
      deploy: async (input, usual) =>
        input.target.zone === 'usw2-az1' && input.target.environment === 'prod' ? nothing() : usual(input),
    },
  ],
];

describe('a bug', () => {
  test.concurrent.each(bugs)(
    'in the code of %s undoes nothing and ends nothing: its task waits for a worker that is mended',
    async (_, below, answers) => {
      const world = await aWorld(answers);
      const change = await world.merge(world.pipeline({ stages: [alphaStage, first] }));
      const stumbling = world.client.workflow.getHandle(`${change.workflowId}${below}`);
      await until('a task has failed', async () => {
        const { events } = await stumbling.fetchHistory().catch(() => ({ events: [] }));
        return events?.some((event) => event.workflowTaskFailedEventAttributes != null) === true;
      });
      expect(await change.describe()).toMatchObject({ status: { name: 'RUNNING' } });
      expect(await stumbling.describe()).toMatchObject({ status: { name: 'RUNNING' } });
      expect(world.acts.filter((act) => act.startsWith('back') || act.startsWith('notify'))).toEqual([]);
    },
  );
});
