const { existsSync, readdirSync, readFileSync } = require('node:fs');
const path = require('node:path');

/**
 * What tells that a test needs servers: it reads the addresses of those that the global setup starts, or it says `@slow`, because it starts
 * servers or long processes of its own.
 */
const needsServers = /SLIPWAY_TEST_(TEMPORAL|UI|EMULATOR|BUNDLE)|@slow\b/;

/**
 * Sorts the test files of a folder into those that need servers and the quick ones. A file needs servers if that is written in it, or in a
 * file of the folder that it imports. Every test file is in one of the two, so none is forgotten.
 */
function sortTests(folder) {
  const files = readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => path.join(folder, name))
    .sort();
  const servers = files.filter((file) => [...withImports(file, folder)].some((each) => needsServers.test(textOf(each))));
  return { servers, quick: files.filter((file) => !servers.includes(file)) };
}

/** A file and every file of the folder that it imports, at any depth. */
function withImports(file, folder, found = new Set()) {
  if (found.has(file)) return found;
  found.add(file);
  for (const [, to] of textOf(file).matchAll(/(?:from|import|require\(|import\()\s*'(\.[^']+)'/g)) {
    const target = ['', '.ts', '/index.ts'].map((end) => path.join(file, '..', to + end)).find(isFile);
    if (target?.startsWith(folder + path.sep)) withImports(target, folder, found);
  }
  return found;
}

const texts = new Map();

function textOf(file) {
  if (!texts.has(file)) texts.set(file, readFileSync(file, 'utf8'));
  return texts.get(file);
}

const isFile = (file) => file.endsWith('.ts') && existsSync(file);

module.exports = { sortTests };
