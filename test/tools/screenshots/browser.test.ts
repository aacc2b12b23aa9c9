import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { browserIn } from '../../../tools/screenshots/browser';

const folder = mkdtempSync(join(tmpdir(), 'slipway-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the browser of the pictures', () => {
  it('is the one that CHROMIUM names', () => {
    expect(browserIn({ CHROMIUM: '/opt/chrome', PATH: folder })).toBe('/opt/chrome');
  });

  it('is a Chromium that is installed', () => {
    const program = join(folder, 'google-chrome');
    writeFileSync(program, '');
    chmodSync(program, 0o755);
    expect(browserIn({ PATH: `/nowhere:${folder}` })).toBe(program);
  });

  it('is asked for in a sentence where there is none, and never downloaded', () => {
    expect(() => browserIn({ PATH: '/nowhere' })).toThrow(
      'the pictures need a Chromium, and there is no chromium, chromium-browser, google-chrome, google-chrome-stable on the PATH: install one, or name one in CHROMIUM',
    );
  });
});
