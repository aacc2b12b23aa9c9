import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBrowser } from '../../../tools/screenshots/browser';

const folder = mkdtempSync(join(tmpdir(), 'slipway-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the browser for screenshots', () => {
  test('is the one that CHROMIUM names', () => {
    expect(findBrowser({ CHROMIUM: '/opt/chrome', PATH: folder })).toBe('/opt/chrome');
  });

  test('is else a Chromium on the PATH', () => {
    const program = join(folder, 'google-chrome');
    writeFileSync(program, '');
    chmodSync(program, 0o755);
    expect(findBrowser({ PATH: `/nowhere:${folder}` })).toBe(program);
  });

  test('is never downloaded: if there is none, a sentence says what to install', () => {
    expect(() => findBrowser({ PATH: '/nowhere' })).toThrow(
      'screenshots need Chromium, but none of chromium, chromium-browser, google-chrome, google-chrome-stable is on the PATH: install one, or set CHROMIUM to its path',
    );
  });
});
