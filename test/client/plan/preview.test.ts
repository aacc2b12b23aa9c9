import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readPipeline } from '../../../client/load';
import { inWords } from '../../../client/plan/in-words';
import { type PreviewOptions, preview } from '../../../client/plan/preview';
import type { Pipeline } from '../../../pipeline/model';
import { nextOpening } from '../../../time-zones';
import { aPipeline, written } from '../../pipeline/a-pipeline';

const fromMs = Date.parse('2026-11-24T09:00Z'); // a Tuesday
const treeOf = (pipeline: Pipeline, more: Partial<PreviewOptions> = {}): string =>
  `${inWords(preview(pipeline, { fromMs, nextOpening, ...more })).join('\n')}\n`;

/** Compares with what was read and approved before; `RENEW_GOLDEN=1` writes it anew. */
function golden(name: string, tree: string): void {
  const file = join(__dirname, 'golden', `${name}.txt`);
  if (process.env.RENEW_GOLDEN === '1') writeFileSync(file, tree);
  expect(tree).toBe(readFileSync(file, 'utf8'));
}

describe('the tree of a plan', () => {
  it('of the sample service is the golden one', async () => {
    const read = await readPipeline(resolve(__dirname, '../../../examples/checkout/pipeline.ts'));
    if (read.kind !== 'pipeline') throw new Error(JSON.stringify(read));
    golden('checkout', treeOf(read.pipeline));
  });

  it('of a change that alters one component, before people and windows, is the golden one', () => {
    const berlin = {
      timeZone: 'Europe/Berlin',
      open: [{ days: ['mon', 'tue', 'wed', 'thu'] as const, from: '09:00', to: '16:00' } as const],
    };
    const approval = { approvers: ['ann', 'ben'], count: 1, expires: '8h' } as const;
    const stages = written.stages.map((stage) =>
      stage.name === 'second' ? { ...stage, windows: berlin } : stage.name === 'first' ? { ...stage, approval } : stage,
    );
    golden('gates', treeOf(aPipeline({ stages }), { components: ['api'] }));
  });

  it('of what never opens, and of what is not done yet, says so and is the golden one', () => {
    const never = { timeZone: 'UTC', open: [{ days: [], from: '09:00', to: '16:00' } as const] };
    const stages = written.stages.map((stage) => (stage.name === 'first' ? { ...stage, windows: never } : stage));
    golden('never', treeOf(aPipeline({ stages, queue: 'latest' })));
  });

  it('of a pipeline that only builds has no stage', () => {
    expect(treeOf(aPipeline({ rung: 'build', stages: [] }))).toMatch(
      /^checkout: a change of api, table through 0 stages, 0 Regions, 0 targets\n/,
    );
  });

  it('is for programs the same value, which survives JSON', () => {
    const value = preview(aPipeline(), { fromMs, nextOpening });
    expect(JSON.parse(JSON.stringify(value))).toEqual(value);
    expect(value.cost.mutations).toBe(5 + 2 + 4 + 4 + 8); // a table in 5 Regions, and in each stage the api, from gamma on with a one-box
  });
});
