import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { chromium } from 'playwright-core';
import { Refusal } from '../../client/refusal';
import { Play } from '../../demo/run/play';
import { demoFile, sampleFolder, samplePipeline, sitesOf } from '../../demo/sample';
import { type DemoSet, startSet } from '../../demo/set/set';
import { bad } from '../../demo/stories/bad';
import { good } from '../../demo/stories/good';
import { Teller } from '../../local/log-printer';
import { CannotStart } from '../../local/process/cannot-start';
import { changeColumns } from '../../local/web-ui';
import type { Pipeline } from '../../pipeline/model/pipeline';
import { browserIn } from './browser';
import { Camera } from './camera';
import { sceneryOf } from './scenery';
import { Shoot } from './shoot';

const root = join(__dirname, '../..');
const folder = join(root, '.slipway/screenshots');
/** Where the pictures go that docs/web-ui.md shows. */
const docs = join(root, 'docs/pictures');
const shown: readonly string[] = ['change', 'changes', 'approve'];

/** Servers of its own: a person's may hold what no picture should show. Names that are typed count, so that the Web UI can approve. */
const { TEMPORAL_ADDRESS: _, AWS_ENDPOINT_URL: __, ...others } = process.env;
const env = { ...others, SLIPWAY_CLAIMED_NAMES: 'allowed' };

async function main(): Promise<void> {
  const executablePath = browserIn(process.env);
  const teller = new Teller((line) => process.stdout.write(`${line}\n`));
  const plain = await samplePipeline(demoFile);
  const pipeline = sceneryOf(plain);
  await mkdir(folder, { recursive: true });
  const hands = { say: (line: string) => teller.say(line), hear: (line: string) => teller.hear(line) };
  const set = await startSet({ folder: join(folder, 'set'), sites: sitesOf(pipeline), env, withWay: true, ...hands });
  try {
    await withCamera(executablePath, async (camera) => {
      await withClient(set, async (client) => {
        const { ui, way } = set;
        if (ui === undefined || way === undefined) throw new Error('the set has no Web UI or no way to AWS');
        const shoot = new Shoot({ client, camera, ui, pipeline, plain, way });
        const meanwhile = async ({ name }: { name: string }, over: AbortSignal) => {
          try {
            await (name === good.name ? shoot.good(over) : shoot.bad(over));
          } catch (err) {
            teller.say(err instanceof Error ? err.message : String(err)); // at once: what ends with it may speak louder
            throw err;
          }
        };
        const sample = await sampleWith(pipeline);
        await new Play({ pipeline, pipelineFile, set, folder: join(folder, 'set'), teller, sample, meanwhile }).play([good, bad]);
      });
    });
    teller.say(`the pictures are in ${relative(process.cwd(), docs)} and ${relative(process.cwd(), folder)}`);
  } finally {
    await set.stop();
  }
}

const pipelineFile = 'pictures.pipeline.json';

/** The sample with the pipeline of the pictures in it, for a hook reads a pipeline from what is pushed. */
async function sampleWith(pipeline: Pipeline): Promise<string> {
  const sample = join(folder, 'sample');
  await rm(sample, { recursive: true, force: true });
  await cp(sampleFolder, sample, { recursive: true });
  await writeFile(join(sample, pipelineFile), JSON.stringify(pipeline));
  return sample;
}

async function withCamera(executablePath: string, use: (camera: Camera) => Promise<void>): Promise<void> {
  const browser = await chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0 }); // root has no sandbox
  try {
    const page = await browser.newPage({ viewport: { width: 1500, height: 1000 }, colorScheme: 'light' });
    page.setDefaultTimeout(30_000);
    await page.addInitScript(keepColumns, { name: 'namespace-workflow-table-columns', columns });
    await use(new Camera(page, (name) => (shown.includes(name) ? docs : folder)));
  } finally {
    await browser.close();
  }
}

/** The columns that docs/web-ui.md tells people to choose. */
const columns = JSON.stringify({ default: changeColumns.map((label) => ({ label })) });

/** Runs in the browser, where the Web UI keeps what a person chose. */
const keepColumns = ({ name, columns: kept }: { name: string; columns: string }) => {
  Object.assign(Reflect.get(globalThis, 'localStorage'), { [name]: kept });
};

async function withClient({ temporal }: DemoSet, use: (client: Client) => Promise<void>): Promise<void> {
  const connection = await Connection.connect({ address: temporal });
  try {
    await use(new Client({ connection }));
  } finally {
    await connection.close();
  }
}

// What we started listens to our exit, which a signal alone would leave out.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));

main().catch((err: unknown) => {
  const isSentence = err instanceof Refusal || err instanceof CannotStart;
  process.stderr.write(`${isSentence ? err.message : err instanceof Error ? err.stack : String(err)}\n`);
  process.exitCode = 3;
});
