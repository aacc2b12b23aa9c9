import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { addressesIn, views } from '../../../local/web-ui';
import { browserIn } from '../../../tools/screenshots/browser';
import { Camera } from '../../../tools/screenshots/camera';
import { aWorld } from '../../workflows/builders/harness';
import { first } from '../../workflows/builders/stages';

const executablePath = installed();
const where = executablePath === undefined ? describe.skip : describe;
const why = executablePath === undefined ? ' (skipped: there is no Chromium here, and CHROMIUM names none)' : '';

function installed(): string | undefined {
  try {
    return browserIn(process.env);
  } catch {
    return undefined; // the test's name says so
  }
}

where(`a picture of the Temporal Web UI${why}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-'));
  const pages = addressesIn(process.env.SLIPWAY_TEST_UI ?? '');
  let browser: Browser;

  beforeAll(async () => {
    browser = await chromium.launch({
      ...(executablePath !== undefined && { executablePath }),
      chromiumSandbox: process.getuid?.() !== 0,
    });
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const camera = async (patience?: { tries: number; withinMs: number }) =>
    new Camera(await browser.newPage(), () => folder, patience);

  it('shows the table of a change, which stands in a frame of its own', async () => {
    const world = await aWorld();
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await change.result();
    const { runId } = await change.describe();
    const address = pages.workflow({ workflowId: change.workflowId, runId }, 'user-metadata');
    const path = await (await camera()).take({ name: 'change', address, shows: ['since (UTC)', 'delivered'] });
    expect(readFileSync(path).subarray(1, 4).toString()).toBe('PNG');
  });

  it('is refused where the page never shows what it should, and what was there instead is kept', async () => {
    const taking = (await camera({ tries: 2, withinMs: 300 })).take({
      name: 'nothing',
      address: pages.list(views.changes),
      shows: ['a text that stands nowhere'],
    });
    await expect(taking).rejects.toThrow('does not show "a text that stands nowhere"');
    expect(existsSync(join(folder, 'nothing.png'))).toBe(true);
  });
});
