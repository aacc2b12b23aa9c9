/** Fills `dist/` with what is deployed. Copies only: the same sources make the same bytes, whoever builds them and when. */
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

rmSync(at('dist'), { recursive: true, force: true });
mkdirSync(at('dist'));
cpSync(at('src'), at('dist/api'), { recursive: true });
cpSync(at('infra'), at('dist'), { recursive: true });
