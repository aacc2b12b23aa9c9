import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { chromium } from 'playwright-core';
import { StoryPlayer } from '../../demo/run/story-player';
import { demoFile, sampleFolder, samplePipeline, sitesOf } from '../../demo/sample';
import { bad } from '../../demo/stories/bad';
import { good } from '../../demo/stories/good';
import type { Story } from '../../demo/stories/story';
import type { DemoSystem } from '../../demo/system/demo-system';
import { startDemoSystem } from '../../demo/system/start-demo-system';
import { LogPrinter } from '../../local/log-printer';
import { changeColumns } from '../../local/web-ui';
import type { Pipeline } from '../../pipeline/model/pipeline';
import { runTool } from '../run-tool';
import { findBrowser } from './browser';
import { Camera } from './camera';
import { pausedPipeline } from './paused-pipeline';
import { Pictures } from './pictures';

const root = join(__dirname, '../..');
const folder = join(root, '.slipway/screenshots');
const systemFolder = join(folder, 'system');
/** The folder of the pictures that docs/web-ui.md shows. */
const docsFolder = join(root, 'docs/pictures');
const inDocs: readonly string[] = ['change', 'changes', 'approve'];

/** Always uses servers of its own: no picture may show a person's data. Typed names count, so that an approval in the Web UI counts. */
const { TEMPORAL_ADDRESS: _, AWS_ENDPOINT_URL: __, ...others } = process.env;
const env = { ...others, SLIPWAY_CLAIMED_NAMES: 'allowed' };

async function takeScreenshots(): Promise<void> {
  const executablePath = findBrowser(process.env);
  const printer = new LogPrinter((line) => process.stdout.write(`${line}\n`));
  const say = (line: string) => printer.print(line);
  const unpaused = await samplePipeline(demoFile);
  await mkdir(folder, { recursive: true });
  const system = await startDemoSystem({
    ...{ folder: systemFolder, sites: sitesOf(unpaused), env, withAwsProxy: true, say },
    onWorkerLine: (line) => printer.printLogLine(line),
  });
  try {
    await withCamera(executablePath, (camera) =>
      withClient(system, (client) => playStories({ system, printer, unpaused, camera, client })),
    );
    say(`the pictures are in ${relative(process.cwd(), docsFolder)} and ${relative(process.cwd(), folder)}`);
  } finally {
    await system.stop();
  }
}

interface PlayOptions {
  readonly system: DemoSystem;
  readonly printer: LogPrinter;
  readonly unpaused: Pipeline;
  readonly camera: Camera;
  readonly client: Client;
}

async function playStories({ system, printer, unpaused, camera, client }: PlayOptions): Promise<void> {
  const { ui, awsProxy } = system;
  if (ui === undefined || awsProxy === undefined) throw new Error('the system has no Web UI or no proxy before AWS');
  const pipeline = pausedPipeline(unpaused);
  const pictures = new Pictures({ client, camera, ui, pipeline, unpaused, awsProxy });
  const takePictures = (story: Story, over: AbortSignal) =>
    (story === good ? pictures.takeOfGood(over) : pictures.takeOfBad(over)).catch((err: unknown) => {
      printer.print(err instanceof Error ? err.message : String(err)); // now, because later errors may hide it
      throw err;
    });
  const sample = await sampleWith(pipeline);
  const player = new StoryPlayer({
    ...{ pipeline, pipelineFile, system, folder: systemFolder, printer, sample },
    meanwhile: takePictures,
  });
  await player.play([good, bad]);
}

const pipelineFile = 'pictures.pipeline.json';

/** A copy of the sample that contains the paused pipeline: the hook reads the pipeline from the pushed commit. */
async function sampleWith(pipeline: Pipeline): Promise<string> {
  const sample = join(folder, 'sample');
  await rm(sample, { recursive: true, force: true });
  await cp(sampleFolder, sample, { recursive: true });
  await writeFile(join(sample, pipelineFile), JSON.stringify(pipeline));
  return sample;
}

async function withCamera(executablePath: string, use: (camera: Camera) => Promise<void>): Promise<void> {
  const browser = await chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0 }); // root cannot use the sandbox
  try {
    const page = await browser.newPage({ viewport: { width: 1500, height: 1000 }, colorScheme: 'light' });
    page.setDefaultTimeout(30_000);
    await page.addInitScript(storeColumns, { name: 'namespace-workflow-table-columns', columns });
    await use(new Camera(page, (name) => (inDocs.includes(name) ? docsFolder : folder)));
  } finally {
    await browser.close();
  }
}

/** The columns that docs/web-ui.md recommends. */
const columns = JSON.stringify({ default: changeColumns.map((label) => ({ label })) });

/** Runs in the browser: the Web UI keeps a person's choice of columns in the local storage. */
const storeColumns = ({ name, columns: value }: { name: string; columns: string }) => {
  Object.assign(Reflect.get(globalThis, 'localStorage'), { [name]: value });
};

async function withClient({ temporal }: DemoSystem, use: (client: Client) => Promise<void>): Promise<void> {
  const connection = await Connection.connect({ address: temporal });
  try {
    await use(new Client({ connection }));
  } finally {
    await connection.close();
  }
}

runTool(takeScreenshots);
