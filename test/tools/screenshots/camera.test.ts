import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { addressesIn, views } from '../../../local/web-ui';
import { findBrowser } from '../../../tools/screenshots/browser';
import { Camera } from '../../../tools/screenshots/camera';
import { aWorld } from '../../workflows/builders/a-world';
import { first } from '../../workflows/builders/stages';

const executablePath = installed();
const where = executablePath === undefined ? describe.skip : describe;
const why = executablePath === undefined ? ' (skipped: no Chromium on the PATH or in CHROMIUM)' : '';

function installed(): string | undefined {
  try {
    return findBrowser(process.env);
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

  const camera = async (limits?: { tries: number; timeoutMs: number }) =>
    new Camera(await browser.newPage(), () => folder, limits);

  test('shows the table of a change, which is in a frame', async () => {
    const world = await aWorld();
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await change.result();
    const { runId } = await change.describe();
    const address = pages.workflow({ workflowId: change.workflowId, runId }, 'user-metadata');
    const path = await (await camera()).take({ name: 'change', address, shows: ['since (UTC)', 'delivered'] });
    expect(readFileSync(path).subarray(1, 4).toString()).toBe('PNG');
  });

  test('is refused if a text never appears, and shows the page as it was', async () => {
    const taking = (await camera({ tries: 2, timeoutMs: 300 })).take({
      name: 'nothing',
      address: pages.list(views.changes),
      shows: ['a text that is nowhere'],
    });
    await expect(taking).rejects.toThrow('does not show "a text that is nowhere"');
    expect(existsSync(join(folder, 'nothing.png'))).toBe(true);
  });
});
