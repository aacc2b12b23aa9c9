import { z } from 'zod';
import { below } from '../../../pipeline/model/ids';
import { underWay } from '../builders/fakes';
import { aWorld, type World } from '../builders/harness';
import { first } from '../builders/stages';

const handlers = z.array(z.object({ name: z.string(), description: z.string().default('') })).default([]);
const metadata = z.object({
  definition: z.object({ signalDefinitions: handlers, updateDefinitions: handlers, queryDefinitions: handlers }),
});

let world: World;
let change: string;
let isOver = false;

beforeAll(async () => {
  world = await aWorld({
    deploy: async (input, usual) => {
      await underWay(() => isOver);
      return await usual(input);
    },
  });
  change = (await world.merge(world.pipeline({ stages: [first] }))).workflowId;
  await world.begun('forward table us-west-2');
});

afterAll(() => {
  isOver = true;
});

/** All that a workflow hears, as it tells the Temporal Web UI; what is the SDK's own left out. */
async function heardBy(workflowId: string): Promise<{ name: string; description: string }[]> {
  const answer = await world.client.workflow.getHandle(workflowId).query('__temporal_workflow_metadata');
  const { signalDefinitions, updateDefinitions, queryDefinitions } = metadata.parse(answer).definition;
  return [...signalDefinitions, ...updateDefinitions, ...queryDefinitions].filter(({ name }) => !name.startsWith('__'));
}

const levels: [string, () => string, readonly string[]][] = [
  ['service', () => world.service.workflowId, ['merged', 'acceptLane', 'replaced', 'traffic', 'good']],
  [
    'change',
    () => change,
    ['approve', 'reject', 'retry', 'accept', 'cancel', 'granted', 'failing', 'stuck', 'unstuck', 'progress'],
  ],
  ['stage', () => below(change, 'first'), ['failing', 'retry', 'accept', 'status']],
  ['Region', () => below(change, 'first/us-west-2'), ['failing', 'retry', 'accept', 'status']],
];

test.each(levels)('every message that a %s receives has a description', async (_, id, names) => {
  const heard = await heardBy(id());
  expect(heard.map(({ name }) => name)).toEqual(expect.arrayContaining([...names]));
  expect(heard.filter(({ description }) => description === '')).toEqual([]);
});

test('each command to a change or a service is described with JSON that can be copied', async () => {
  const words = ['approve', 'reject', 'retry', 'accept', 'cancel', 'acceptLane'];
  const heard = [...(await heardBy(change)), ...(await heardBy(world.service.workflowId))];
  const described = heard.filter(({ name }) => words.includes(name));
  expect(described).toHaveLength(2 * words.length); // each as a signal and as an update
  for (const { description } of described)
    expect(JSON.parse(/\{.*?\}/.exec(description)?.[0] ?? '')).toMatchObject({ by: expect.any(String), why: expect.any(String) });
});
