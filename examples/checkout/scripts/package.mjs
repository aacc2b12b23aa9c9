/** Fills `dist/` with what is deployed. It only copies files, so the same sources always give the same bytes. */
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

rmSync(at('dist'), { recursive: true, force: true });
mkdirSync(at('dist'));
cpSync(at('src'), at('dist/api'), { recursive: true });
cpSync(at('infra'), at('dist'), { recursive: true });
