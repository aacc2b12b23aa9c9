// Makes a clone ready to run, and says nothing where it is: node tools/setup.js
//
// Without packages, and in JavaScript that an old Node reads too: it runs before there are packages, and tells an old Node so.
const { spawnSync } = require('node:child_process');
const { createHash } = require('node:crypto');
const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const path = require('node:path');

const root = path.join(__dirname, '..');
const lock = path.join(root, 'package-lock.json');
/** Inside node_modules, so that it goes when they go. It holds the digest of the package-lock.json that they were installed from. */
const stamp = path.join(root, 'node_modules', '.slipway-installed');
const oldest = [20, 19];

function main() {
  const missing = tooOld(process.versions.node) || withoutGit();
  if (missing) return fail(missing);
  const digest = createHash('sha256').update(readFileSync(lock)).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return;
  console.log('installing the packages of package-lock.json (npm install)');
  // Not `npm ci`: a registry that lacks the programs of other platforms makes a lock file without them, which `npm ci` refuses. Without
  // saving, the lock file decides every version and stays as it is.
  const npm = spawnSync('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0)
    return fail(`${npm.stdout || ''}${npm.stderr || ''}npm install failed: mend what it says above and try again`);
  writeFileSync(stamp, digest);
}

function tooOld(version) {
  const [major, minor] = version.split('.').map(Number);
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return undefined;
  return `Slipway needs Node ${oldest.join('.')} or newer, and this is ${version}: install a newer one and try again`;
}

function withoutGit() {
  if (spawnSync('git', ['--version']).status === 0) return undefined;
  return 'Slipway needs git, and there is none on the PATH: install it and try again';
}

function fail(sentence) {
  console.error(sentence);
  process.exitCode = 1;
}

main();
