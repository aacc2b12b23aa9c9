import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

const root = resolve(__dirname, '..');
const layers = ['pipeline', 'workflows', 'activities', 'worker', 'client', 'demo', 'bench', 'bin'] as const;

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

/** Imports of a layer that go where no rule lets them go. */
const strays = (layer: string, allowed: (to: Import) => boolean): string[] =>
  importsIn(layer)
    .filter((found) => !within(found.to, layer) && !allowed(found))
    .map(shown);

test('every layer has files and its imports are seen, so that these rules can fail', () => {
  for (const layer of layers) expect(importsIn(layer).length).toBeGreaterThan(0);
  expect(importsOf('workflows/zone.ts').map(({ to }) => to)).toContain('workflows/saga/saga');
});

test('pipeline/ imports nothing from outside itself', () => {
  expect(strays('pipeline', () => false)).toEqual([]);
});

test('pipeline/ asks nobody for the time, for chance or for the machine', () => {
  const asking = /Date\.now|new Date\(\)|Math\.random|process\.|\bperformance\b|setTimeout|globalThis/;
  expect(filesOf('pipeline').filter((file) => asking.test(text(file)))).toEqual([]);
});

test('workflows/ know pipeline/, the workflow SDK, and the activities’ contract by type', () => {
  const allowed = ({ to, typeOnly }: Import) =>
    within(to, 'pipeline') || to === '@temporalio/workflow' || (to === 'activities/contract' && typeOnly);
  expect(strays('workflows', allowed)).toEqual([]);
});

const messagesOfWorkflows = ['workflows/messages/messages', 'workflows/messages/search-attributes'];

test('activities/ know of workflows/ only messages and names', () => {
  expect(strays('activities', ({ to }) => within(to, 'pipeline') || messagesOfWorkflows.includes(to) || isPackage(to))).toEqual(
    [],
  );
});

test('client/ never imports activities/, and of workflows/ only messages and names', () => {
  const allowed = ({ to }: Import) =>
    within(to, 'pipeline') || messagesOfWorkflows.includes(to) || to === 'temporal.config' || isPackage(to);
  expect(strays('client', allowed)).toEqual([]);
});

test('time zones are known at the edges alone: one file knows the package, and it knows nothing of the edges', () => {
  expect(importsOf('platform/time-zones.ts').map(({ to }) => to)).toContain('temporal-polyfill');
  expect(importsOf('platform/time-zones.ts').filter(({ to }) => !within(to, 'pipeline') && to !== 'temporal-polyfill')).toEqual(
    [],
  );
  const others = layers.flatMap(importsIn).filter(({ to }) => within(to, 'temporal-polyfill'));
  expect(others.map(shown)).toEqual([]);
});

test('namespaces are known at the edges, in one file that knows nothing but Node', () => {
  expect(importsOf('platform/sandbox.ts').filter(({ to }) => !to.startsWith('node:'))).toEqual([]);
});

test('only worker/, client/, demo/, bin/ and temporal.config.ts read the environment', () => {
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

function isPackage(to: string): boolean {
  return !layers.some((layer) => within(to, layer));
}
