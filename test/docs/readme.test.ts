import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { loadPipeline } from '../../client/read/load';
import { stories } from '../../demo/stories';
import { anchorOf } from './fields-page';

const root = resolve(__dirname, '../..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');

describe('the pipeline in the README', () => {
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

test('the README names every story of the demo, and only scripts that exist', () => {
  for (const { name } of stories) expect(readme).toContain(`| \`${name}\` |`);
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const named = [...readme.matchAll(/npm (?:run )?([a-z]+)/g)].map(([, script]) => script);
  expect(named.filter((script) => script !== undefined && !(script in scripts))).toEqual([]);
});

/** Pages for people, and where each links to within the project, as path and heading. */
const pages = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'bench/README.md']
  .concat(readdirSync(join(root, 'docs')).map((name) => `docs/${name}`))
  .concat(readdirSync(join(root, 'examples')).map((name) => `examples/${name}/README.md`))
  .filter((name) => name.endsWith('.md'));
const linksOf = (page: string) =>
  [...readFileSync(join(root, page), 'utf8').matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)/g)].map(([, to, heading]) => ({
    page,
    to: to ? join(dirname(page), to) : page,
    heading,
  }));

test('every page that a page links to exists, and so does its heading', () => {
  const links = pages.flatMap(linksOf);
  expect(links.length).toBeGreaterThan(50);
  expect(links.filter(({ to }) => !existsSync(join(root, to)))).toEqual([]);
  const headingsOf = (page: string) =>
    [...readFileSync(join(root, page), 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));
  expect(links.filter(({ to, heading }) => heading !== undefined && !headingsOf(to).includes(heading))).toEqual([]);
});

test('every file and folder of the project that a page names exists', () => {
  const path =
    /`((?:pipeline|workflows|activities|worker|client|platform|local|demo|tools|bench|bin|test|docs|examples)\/[\w./-]*)`/g;
  const named = pages.flatMap((page) =>
    [...readFileSync(join(root, page), 'utf8').matchAll(path)].map(([, file = '']) => ({ page, file })),
  );
  expect(named.length).toBeGreaterThan(50);
  expect(named.filter(({ file }) => !existsSync(join(root, file)))).toEqual([]);
});

test('no label of a diagram has a character that ends a statement in Mermaid', () => {
  const diagrams = pages.flatMap((page) =>
    [...readFileSync(join(root, page), 'utf8').matchAll(/```mermaid\n(stateDiagram|sequenceDiagram)(.*?)```/gs)].flatMap(
      ([, kind = '', text = '']) => text.split('\n').map((line) => ({ page, kind, line })),
    ),
  );
  expect(diagrams.length).toBeGreaterThan(50);
  const label = /^[^:]*:(.*)$/;
  const isRisky = ({ kind, line }: (typeof diagrams)[number]) =>
    (kind === 'stateDiagram' ? /[;:#]/ : /[;#]/).test(label.exec(line)?.[1] ?? '');
  expect(diagrams.filter(isRisky)).toEqual([]);
});
