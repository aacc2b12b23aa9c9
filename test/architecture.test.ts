import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

const root = resolve(__dirname, '..');
const layers = [
  'pipeline',
  'formats',
  'workflows',
  'activities',
  'worker',
  'client',
  'platform',
  'local',
  'demo',
  'tools',
  'bench',
  'bin',
] as const;

/** One import: from which file to what, and whether the types alone are wanted. */
interface Import {
  readonly file: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

const filesOf = (layer: string): string[] =>
  readdirSync(join(root, layer), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(layer, name));

const text = (file: string): string => readFileSync(join(root, file), 'utf8');

/** `import`, `export … from`, `import()`, `require`: whatever names another module. */
function importsOf(file: string): Import[] {
  const found = text(file).matchAll(
    /^(?:import|export)\s+(type\s)?[^;]*?from\s+'([^']+)'|^import\s+'([^']+)'|(?:import|require)\('([^']+)'\)/gms,
  );
  return [...found].map(([, type, from, bare, called]) => {
    const to = from ?? bare ?? called ?? '';
    return { file, to: to.startsWith('.') ? relative(root, resolve(root, file, '..', to)) : to, typeOnly: type !== undefined };
  });
}

const importsIn = (layer: string): Import[] => filesOf(layer).flatMap(importsOf);
const shown = ({ file, to }: Import): string => `${file} -> ${to}`;
const within = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}/`);
const isOurs = (to: string): boolean => fileAt(to) !== undefined;

/** The file of ours that an import leads to. */
const fileAt = (to: string): string | undefined =>
  ['', '.ts', '.js', '/index.ts']
    .map((end) => `${to}${end}`)
    .find((path) => existsSync(join(root, path)) && statSync(join(root, path)).isFile());

/** What each layer may import, besides packages: a layer, or one folder of it. */
const allowed: Record<(typeof layers)[number], readonly string[]> = {
  pipeline: [],
  formats: ['pipeline'],
  platform: ['pipeline'],
  workflows: ['pipeline', 'activities/contract'],
  activities: ['pipeline', 'formats', 'platform', 'workflows/messages'],
  client: ['pipeline', 'formats', 'platform', 'workflows/messages', 'temporal.config'],
  worker: ['pipeline', 'platform', 'activities', 'client', 'workflows/messages', 'temporal.config'],
  local: ['pipeline', 'platform', 'client', 'worker', 'workflows/messages'],
  demo: ['pipeline', 'platform', 'workflows', 'activities', 'client', 'worker', 'local', 'temporal.config'],
  tools: ['pipeline', 'platform', 'workflows/messages', 'activities', 'client', 'worker', 'local', 'demo'],
  bench: ['pipeline', 'platform', 'client'],
  bin: ['client', 'worker', 'local', 'demo'],
};

test('every layer has files and its imports are seen, so that these rules can fail', () => {
  for (const layer of layers) expect(importsIn(layer).length).toBeGreaterThan(0);
  expect(importsOf('workflows/zone.ts').map(({ to }) => to)).toContain('workflows/saga/saga');
});

test.each(layers)('%s/ imports only the layers that it may', (layer) => {
  const strays = importsIn(layer).filter(
    ({ to }) => isOurs(to) && ![layer, ...allowed[layer]].some((place) => within(to, place)),
  );
  expect(strays.map(shown)).toEqual([]);
});

test('pipeline/ imports no package', () => {
  expect(
    importsIn('pipeline')
      .filter(({ to }) => !isOurs(to))
      .map(shown),
  ).toEqual([]);
});

test('workflows/ import no package but the workflow SDK, and the activities’ contract by type alone', () => {
  const strays = importsIn('workflows').filter(({ to, typeOnly }) =>
    isOurs(to) ? within(to, 'activities') && !typeOnly : to !== '@temporalio/workflow',
  );
  expect(strays.map(shown)).toEqual([]);
});

/** The parts of a folder, files and folders, and the imports between them. */
function partsOf(folder: string): Map<string, Set<string>> {
  const parts = new Map<string, Set<string>>();
  const partOf = (path: string) => relative(folder, path).split('/')[0] ?? '';
  for (const { file, to } of importsIn(folder)) {
    const found = parts.get(partOf(file)) ?? new Set();
    parts.set(partOf(file), found);
    const target = fileAt(to);
    if (target !== undefined && within(target, folder) && partOf(target) !== partOf(file)) found.add(partOf(target));
  }
  return parts;
}

/** One circle among parts, as `a -> b -> a`; types count too, since a reader follows them. */
function circleIn(parts: Map<string, Set<string>>): string | undefined {
  const done = new Set<string>();
  const visit = (part: string, path: readonly string[]): string | undefined => {
    if (path.includes(part)) return [...path.slice(path.indexOf(part)), part].join(' -> ');
    if (done.has(part)) return undefined;
    for (const next of parts.get(part) ?? []) {
      const circle = visit(next, [...path, part]);
      if (circle !== undefined) return circle;
    }
    done.add(part);
    return undefined;
  };
  for (const part of parts.keys()) {
    const circle = visit(part, []);
    if (circle !== undefined) return circle;
  }
  return undefined;
}

const foldersBelow = (folder: string): string[] => [
  folder,
  ...readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => relative(root, join(entry.parentPath, entry.name))),
];
const folders = layers.flatMap(foldersBelow);

test('a circle among files is seen, and named', () => {
  const parts = new Map([
    ['a.ts', new Set(['b.ts'])],
    ['b.ts', new Set(['c'])],
    ['c', new Set(['b.ts'])],
  ]);
  expect(circleIn(parts)).toBe('b.ts -> c -> b.ts');
});

test.each(folders)('between the files and folders of %s/ arrows run one way', (folder) => {
  expect(circleIn(partsOf(folder))).toBeUndefined();
});

test('no folder has more entries than a reader takes in at a glance', () => {
  const crowded = [...folders, ...foldersBelow('test')]
    .map((folder) => ({ folder, entries: readdirSync(join(root, folder)).length }))
    .filter(({ folder, entries }) => entries > 18 && !folder.startsWith('test/replay/histories'));
  expect(crowded).toEqual([]);
});

test('pipeline/ asks nobody for the time, for chance or for the machine', () => {
  const asking = /Date\.now|new Date\(\)|Math\.random|process\.|\bperformance\b|setTimeout|globalThis/;
  expect(filesOf('pipeline').filter((file) => asking.test(text(file)))).toEqual([]);
});

test('one file knows the package for time zones', () => {
  expect(importsOf('platform/time-zones.ts').map(({ to }) => to)).toContain('temporal-polyfill');
  expect(importsOf('platform/time-zones.ts').filter(({ to }) => !within(to, 'pipeline') && to !== 'temporal-polyfill')).toEqual(
    [],
  );
  const others = layers.flatMap(importsIn).filter(({ file, to }) => within(to, 'temporal-polyfill') && !within(file, 'platform'));
  expect(others.map(shown)).toEqual([]);
});

test('the sandbox knows nothing but Node', () => {
  expect(importsOf('platform/sandbox.ts').filter(({ to }) => !to.startsWith('node:'))).toEqual([]);
});

test('pipeline/, workflows/ and activities/ do not read the environment', () => {
  const readers = [...filesOf('pipeline'), ...filesOf('workflows'), ...filesOf('activities')].filter((file) =>
    text(file).includes('process.env'),
  );
  expect(readers).toEqual([]);
});

test('the workflow bundle reaches nothing but @temporalio/workflow and what that needs', async () => {
  const reached = new Set<string>();
  await bundleWorkflowCode({
    workflowsPath: join(root, 'workflows/index.ts'),
    logger: new DefaultLogger('WARN'),
    webpackConfigHook: (config) => ({
      ...config,
      plugins: [
        ...(config.plugins ?? []),
        (compiler) =>
          compiler.hooks.compilation.tap('reached', (compilation) =>
            compilation.hooks.finishModules.tap('reached', (modules) => {
              for (const module of modules) reached.add(module.identifier().split('!').at(-1) ?? '');
            }),
          ),
      ],
    }),
  });
  const packages = [...reached].flatMap((id) => /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules)/.exec(id)?.[1] ?? []);
  const ofTemporal = [
    '@temporalio/common',
    '@temporalio/proto',
    '@temporalio/worker',
    '@temporalio/workflow',
    'long',
    'ms',
    'nexus-rpc',
  ];
  expect(packages).toContain('@temporalio/workflow');
  expect([...new Set(packages)].filter((name) => !ofTemporal.includes(name) && !within(name, 'protobufjs'))).toEqual([]);
});
