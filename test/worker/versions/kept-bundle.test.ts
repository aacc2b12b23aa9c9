import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestOfSources, keepBundle, keptBundle } from '../../../worker/versions/kept-bundle';
import { aFolder } from '../../activities/builders/a-site';

function aRoot(zone = 'export const zone = 1;'): string {
  const root = aFolder();
  for (const folder of ['workflows', 'pipeline/rules']) mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, 'workflows/zone.ts'), zone);
  writeFileSync(join(root, 'pipeline/rules/names.ts'), 'export const names = [];');
  writeFileSync(join(root, 'package-lock.json'), '{}');
  return root;
}

describe('a bundle that is kept', () => {
  it('is that of the same sources and packages, wherever they lie', async () => {
    const digest = await digestOfSources(aRoot());
    expect(await digestOfSources(aRoot())).toBe(digest);
    expect(await digestOfSources(aRoot('export const zone = 2;'))).not.toBe(digest);
    const [rules, packages] = [aRoot(), aRoot()];
    writeFileSync(join(rules, 'pipeline/rules/names.ts'), 'export const names = [1];');
    writeFileSync(join(packages, 'package-lock.json'), '{"lockfileVersion":3}');
    for (const other of [rules, packages]) expect(await digestOfSources(other)).not.toBe(digest);
  });

  it('is handed out again, and takes the place of older ones', async () => {
    const folder = join(aFolder(), 'bundles');
    expect(await keptBundle(folder, 'one')).toBeUndefined();
    await keepBundle(folder, 'one', 'the first');
    expect(await keptBundle(folder, 'one')).toBe('the first');
    await keepBundle(folder, 'two', 'the second');
    expect([await keptBundle(folder, 'one'), await keptBundle(folder, 'two')]).toEqual([undefined, 'the second']);
    expect(readdirSync(folder)).toEqual(['two.js']);
  });
});
