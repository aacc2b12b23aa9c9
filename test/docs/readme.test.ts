import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { loadPipeline } from '../../client/read/load';
import { mainStories } from '../../demo/stories';

const root = resolve(__dirname, '../..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');

describe('the pipeline that the README shows', () => {
  const folder = join(root, '.slipway/test-readme');
  const file = join(folder, 'pipeline.ts');

  beforeAll(() => {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, /```ts\n(.*?)```/s.exec(readme)?.[1] ?? '');
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ extends: '../../tsconfig.json', include: ['pipeline.ts'], exclude: [] }),
    );
  });

  test('compiles', () => {
    const { status, stdout } = spawnSync(join(root, 'node_modules/.bin/tsc'), ['-p', folder], { encoding: 'utf8' });
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  });

  test('has no problems', async () => {
    expect(await loadPipeline(file)).toMatchObject({ kind: 'pipeline', pipeline: { name: 'checkout' } });
  });
});

test('the README names every story that the demo plays, and only scripts that there are', () => {
  for (const { name } of mainStories) expect(readme).toContain(`| \`${name}\` |`);
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const named = [...readme.matchAll(/npm (?:run )?([a-z]+)/g)].map(([, script]) => script);
  expect(named.filter((script) => script !== undefined && !(script in scripts))).toEqual([]);
});

test('every page that a page links to is there', () => {
  for (const page of [
    'README.md',
    'CONTRIBUTING.md',
    'docs/concepts.md',
    'docs/states.md',
    'docs/decisions.md',
    'docs/reliability.md',
    'docs/hooks.md',
    'docs/web-ui.md',
    'docs/writing-pipelines.md',
    'docs/pipeline-fields.md',
    'examples/orders/README.md',
    'examples/thumbnails/README.md',
    'docs/checking.md',
    'bench/README.md',
  ]) {
    const links = [...readFileSync(join(root, page), 'utf8').matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, to]) => to ?? '');
    for (const link of links) expect(() => readFileSync(resolve(root, page, '..', link))).not.toThrow();
  }
});
