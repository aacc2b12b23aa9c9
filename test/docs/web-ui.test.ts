import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { changeColumns, partsOf, views } from '../../local/web-ui';
import { wave } from '../../pipeline';
import { searchAttributes } from '../../workflows/messages/search-attributes';
import { problemWith } from '../../workflows/messages/validate';
import { usWest2 } from '../pipeline/builders/a-pipeline';
import { aWorld } from '../workflows/builders/a-world';
import { until } from '../workflows/builders/until';
import type { World } from '../workflows/builders/world';

const page = readFileSync(join(resolve(__dirname, '../..'), 'docs/web-ui.md'), 'utf8');

/** The cells of every table row on the page, without backticks. */
const rows = [...page.matchAll(/^\| (.*) \|$/gm)].map(([, row = '']) =>
  row.split(' | ').map((cell) => cell.replace(/^`(.*)`$/, '$1')),
);

const stage = wave('first', {
  account: '222222222222',
  regions: [usWest2],
  approval: { approvers: ['ann'], count: 1, expires: '10m' },
});

describe('the page about the Temporal Web UI', () => {
  test('names the views and columns that the pictures show', () => {
    const named = rows.flatMap(([, query = '']) => (/^WorkflowType|^ExecutionStatus/.test(query) ? [query] : []));
    expect(named).toEqual([views.changes, views.waiting, views.services]);
    expect(page).toContain(`\`${partsOf('checkout/3f2a1c9d04be')}\``);
    for (const column of changeColumns) expect(page).toContain(column);
  });

  test('has objects to send that pass validation', () => {
    const wrong = {
      ...{ approve: problemWith.vote, reject: problemWith.vote, cancel: problemWith.command, retry: problemWith.command },
      ...{ accept: problemWith.accept, acceptLane: problemWith.acceptLane },
    };
    for (const [name, isWrong] of Object.entries(wrong)) expect(isWrong(objectFor(name))).toBeUndefined();
    expect(problemWith.command({})).toBeDefined(); // so that this can fail
  });
});

describe('on a real server', () => {
  let world: World;
  beforeAll(async () => {
    world = await aWorld();
  });

  const found = async (query: string): Promise<string[]> => {
    const ids: string[] = [];
    const ours = `${query} AND (${searchAttributes[0]?.name} = '${world.name}')`;
    for await (const { workflowId } of world.client.workflow.list({ query: ours })) ids.push(workflowId);
    return ids;
  };

  test('each view finds its workflows, and an approval is accepted as the Web UI sends it', async () => {
    const change = await world.merge(world.pipeline({ stages: [stage] }));
    await until('the view of what waits for a person shows the change', async () =>
      (await found(views.waiting)).includes(change.workflowId),
    );
    expect(await found(views.changes)).toEqual([change.workflowId]);
    await sendAsWebUi(change.workflowId, 'approve', objectFor('approve'));
    expect(await change.result()).toMatchObject({ kind: 'delivered' });
    expect((await world.progress(change)).decisions).toMatchObject([{ by: 'ann', why: 'the tests cover it' }]);
    await until('the change waits for nobody', async () => (await found(views.waiting)).length === 0);
    await until('all workflows of the change are found', async () => (await found(partsOf(change.workflowId))).length === 5);
  });
});

/** The object that the page says to send for a command. */
function objectFor(name: string): unknown {
  const object = rows.find(([to, called]) => called === name && /^a /.test(to ?? ''))?.[2];
  return JSON.parse(object ?? 'null');
}

const answer = z.object({ outcome: z.object({ success: z.object({ payloads: z.array(z.object({ data: z.string() })) }) }) });

/** Sends an update as the form in the Web UI does, through the Web UI’s own server. */
async function sendAsWebUi(workflowId: string, name: string, object: unknown): Promise<void> {
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  const payload = { metadata: { encoding: base64('json/plain') }, data: base64(JSON.stringify(object)) };
  const path = `/api/v1/namespaces/default/workflows/${encodeURIComponent(workflowId)}/update/${name}`;
  const opened = await fetch(`${process.env.SLIPWAY_TEST_UI}/api/v1/settings`);
  const token = /_csrf=([^;]*)/.exec(opened.headers.getSetCookie().join())?.[1] ?? '';
  const sent = await fetch(`${process.env.SLIPWAY_TEST_UI}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: `_csrf=${token}`, 'x-csrf-token': token },
    body: JSON.stringify({
      waitPolicy: { lifecycleStage: 'UPDATE_WORKFLOW_EXECUTION_LIFECYCLE_STAGE_COMPLETED' },
      request: { meta: { identity: 'a person' }, input: { name, args: { payloads: [payload] } } },
    }),
  });
  const text = await sent.text();
  if (!sent.ok) throw new Error(`the Web UI’s server answers ${sent.status}: ${text}`);
  const [data] = answer.parse(JSON.parse(text)).outcome.success.payloads;
  expect(Buffer.from(data?.data ?? '', 'base64').toString()).toContain('it goes on to stage first');
}
