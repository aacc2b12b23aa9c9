// Makes a clone ready to run, and prints nothing if it is ready: node tools/setup.js
//
// It uses no packages, because it installs them, and only JavaScript that an old Node can read, because it refuses an old Node.
const { spawnSync } = require('node:child_process');
const { createHash } = require('node:crypto');
const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const path = require('node:path');

const root = path.join(__dirname, '..');
const lock = path.join(root, 'package-lock.json');
/** Holds the digest of the package-lock.json that node_modules was installed from. In there it is removed together with the packages. */
const stamp = path.join(root, 'node_modules', '.slipway-installed');
const oldest = [20, 19];

function main() {
  const problem = nodeTooOld(process.versions.node) || gitMissing();
  if (problem) return fail(problem);
  const digest = createHash('sha256').update(readFileSync(lock)).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return;
  console.log('installing the packages of package-lock.json (npm install)');
  // Not `npm ci`: a lock file written with a registry that lacks the binaries of other platforms is refused there. With `--no-save` the lock
  // file still decides every version, and npm does not change it.
  const npm = spawnSync('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0)
    return fail(`${npm.stdout || ''}${npm.stderr || ''}npm install failed: fix what it reports above and try again`);
  writeFileSync(stamp, digest);
}

function nodeTooOld(version) {
  const [major, minor] = version.split('.').map(Number);
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return undefined;
  return `Slipway needs Node ${oldest.join('.')} or newer, and this is ${version}: install a newer version and try again`;
}

function gitMissing() {
  if (spawnSync('git', ['--version']).status === 0) return undefined;
  return 'Slipway needs git, which is not on the PATH: install it and try again';
}

function fail(problem) {
  console.error(problem);
  process.exitCode = 1;
}

main();
