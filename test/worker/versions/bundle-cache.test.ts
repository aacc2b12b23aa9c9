import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheBundle, cachedBundle, digestOfSources } from '../../../worker/versions/bundle-cache';
import { aFolder } from '../../a-folder';

function aRoot(zone = 'export const zone = 1;'): string {
  const root = aFolder();
  for (const folder of ['workflows', 'pipeline/rules']) mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, 'workflows/zone.ts'), zone);
  writeFileSync(join(root, 'pipeline/rules/names.ts'), 'export const names = [];');
  writeFileSync(join(root, 'package-lock.json'), '{}');
  return root;
}

describe('the cache of bundles', () => {
  test('has the same key for the same sources and packages, in any folder', async () => {
    const digest = await digestOfSources(aRoot());
    expect(await digestOfSources(aRoot())).toBe(digest);
    expect(await digestOfSources(aRoot('export const zone = 2;'))).not.toBe(digest);
    const [rules, packages] = [aRoot(), aRoot()];
    writeFileSync(join(rules, 'pipeline/rules/names.ts'), 'export const names = [1];');
    writeFileSync(join(packages, 'package-lock.json'), '{"lockfileVersion":3}');
    for (const other of [rules, packages]) expect(await digestOfSources(other)).not.toBe(digest);
  });

  test('returns a bundle again, and deletes older ones', async () => {
    const folder = join(aFolder(), 'bundles');
    expect(await cachedBundle(folder, 'one')).toBeUndefined();
    await cacheBundle(folder, 'one', 'the first');
    expect(await cachedBundle(folder, 'one')).toBe('the first');
    await cacheBundle(folder, 'two', 'the second');
    expect([await cachedBundle(folder, 'one'), await cachedBundle(folder, 'two')]).toEqual([undefined, 'the second']);
    expect(readdirSync(folder)).toEqual(['two.js']);
  });
});
