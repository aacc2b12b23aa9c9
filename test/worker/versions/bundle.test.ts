// @slow: bundles the workflows in several processes
import { execFile } from 'node:child_process';
import { cpSync, linkSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { DefaultLogger } from '@temporalio/worker';
import { buildIdOf, bundleWorkflows } from '../../../worker/versions/bundle';

const root = resolve(__dirname, '../../..');
mkdirSync(join(root, '.slipway'), { recursive: true });
const folder = mkdtempSync(join(root, '.slipway/bundle-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Another folder with the same code and the same packages. */
function anotherCheckout(): string {
  const copy = join(folder, 'somewhere/else');
  for (const name of ['pipeline', 'platform', 'workflows', 'activities', 'worker', 'package-lock.json'])
    cpSync(join(root, name), join(copy, name), { recursive: true });
  linkAll(join(root, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

/** Links instead of copies: half a gigabyte is too much for a test. */
function linkAll(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (entry.isDirectory()) linkAll(join(from, entry.name), join(to, entry.name));
    else if (entry.isFile()) linkSync(join(from, entry.name), join(to, entry.name));
  }
}

/** The build id of a checkout by a process that is started in the folder `cwd`. */
async function buildIdIn(checkout: string, cwd: string): Promise<string> {
  const program = `
    const { DefaultLogger } = require(${JSON.stringify(join(checkout, 'node_modules/@temporalio/worker'))});
    const { bundleWorkflows } = require(${JSON.stringify(join(checkout, 'worker/versions/bundle.ts'))});
    bundleWorkflows(new DefaultLogger('ERROR')).then(({ buildId }) => process.stdout.write(buildId));`;
  const node = promisify(execFile);
  return (await node(process.execPath, ['--require', require.resolve('tsx/cjs'), '--eval', program], { cwd })).stdout;
}

describe('the version of the workers', () => {
  test('depends on the code, and not on its folder or the working directory', async () => {
    const here = await buildIdIn(root, root);
    expect(here).toMatch(/^[0-9a-f]{12}$/);
    const copy = anotherCheckout();
    expect(await buildIdIn(copy, folder)).toBe(here);
    const zone = join(copy, 'workflows/zone.ts');
    writeFileSync(zone, `${readFileSync(zone, 'utf8')}\nexport const more = 1;\n`);
    expect(await buildIdIn(copy, folder)).not.toBe(here);
  });

  test('ignores the source map, which contains folder names', async () => {
    const { code, buildId } = await bundleWorkflows(new DefaultLogger('ERROR'));
    expect(code).toContain('\n//# sourceMappingURL=');
    expect(buildIdOf(code.replace(/sourceMappingURL=.*/, 'sourceMappingURL=another'))).toBe(buildId);
  });
});
