// Makes a clone ready to run; prints nothing if it already is: node tools/setup.js
//
// It uses no packages, because it runs before they are installed, and only JavaScript that an old Node can read, to report that the
// Node is too old.
const { spawnSync } = require('node:child_process');
const { createHash } = require('node:crypto');
const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const path = require('node:path');

const root = path.join(__dirname, '..');
const lock = path.join(root, 'package-lock.json');
/** The digest of the package-lock.json that node_modules was installed from. It is inside node_modules, so it is removed with them. */
const stamp = path.join(root, 'node_modules', '.slipway-installed');
const oldest = [20, 19];

function main() {
  const missing = oldNodeMessage(process.versions.node) || missingGitMessage();
  if (missing) return fail(missing);
  const digest = createHash('sha256').update(readFileSync(lock)).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return;
  console.log('installing the packages of package-lock.json (npm install)');
  // Not `npm ci`: with a registry that lacks packages for other platforms, the lock file lacks them too, and `npm ci` refuses it. With
  // --no-save, the lock file decides every version and does not change.
  const npm = spawnSync('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0)
    return fail(`${npm.stdout || ''}${npm.stderr || ''}npm install failed: fix the problem above and try again`);
  writeFileSync(stamp, digest);
}

function oldNodeMessage(version) {
  const [major, minor] = version.split('.').map(Number);
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return undefined;
  return `Slipway needs Node ${oldest.join('.')} or newer, but this is ${version}: install a newer one and try again`;
}

function missingGitMessage() {
  if (spawnSync('git', ['--version']).status === 0) return undefined;
  return 'Slipway needs git, but it is not on the PATH: install it and try again';
}

function fail(sentence) {
  console.error(sentence);
  process.exitCode = 1;
}

main();
