import { z } from 'zod';
import { below } from '../../../pipeline/model/ids';
import { aWorld } from '../builders/a-world';
import { beforeCall, runUntil } from '../builders/answers';
import { first } from '../builders/stages';
import type { World } from '../builders/world';

const handlers = z.array(z.object({ name: z.string(), description: z.string().default('') })).default([]);
const metadata = z.object({
  definition: z.object({ signalDefinitions: handlers, updateDefinitions: handlers, queryDefinitions: handlers }),
});

let world: World;
let change: string;
let mayContinue = false;

beforeAll(async () => {
  const deployment = 'forward table us-west-2';
  world = await aWorld(beforeCall(deployment, () => runUntil(() => mayContinue)));
  change = (await world.merge(world.pipeline({ stages: [first] }))).workflowId;
  await world.waitForCall(deployment);
});

afterAll(() => {
  mayContinue = true;
});

/** The messages that a workflow receives, as the Temporal Web UI shows them, without the SDK's own. */
async function messagesOf(workflowId: string): Promise<{ name: string; description: string }[]> {
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
  const messages = await messagesOf(id());
  expect(messages.map(({ name }) => name)).toEqual(expect.arrayContaining([...names]));
  expect(messages.filter(({ description }) => description === '')).toEqual([]);
});

test('each command to a change or a service is described with JSON that can be copied', async () => {
  const commands = ['approve', 'reject', 'retry', 'accept', 'cancel', 'acceptLane'];
  const messages = [...(await messagesOf(change)), ...(await messagesOf(world.service.workflowId))];
  const described = messages.filter(({ name }) => commands.includes(name));
  expect(described).toHaveLength(2 * commands.length); // each as a signal and as an update
  for (const { description } of described)
    expect(JSON.parse(/\{.*?\}/.exec(description)?.[0] ?? '')).toMatchObject({ by: expect.any(String), why: expect.any(String) });
});
