// Runs one pipeline file in a process of its own, by plain Node, and hands back what it exports as JSON on descriptor 3: whatever the
// file prints cannot be mistaken for it. Then it ends, whatever the file left running. Slipway's own words come on standard input.
const { readFileSync, writeFileSync } = require('node:fs');
const { dirname, relative } = require('node:path');
const { createJiti } = require('jiti');
require('./block-node-apis.js');

/** What the text of a CommonJS module exports. */
function exportsOf(text) {
  const module = { exports: {} };
  new Function('module', 'exports', 'require', text)(module, module.exports, require);
  return module.exports;
}

/** The file says `import … from 'slipway'` wherever it lies: it gets the Slipway that reads it. */
const jiti = createJiti(__filename, {
  virtualModules: { slipway: exportsOf(readFileSync(0, 'utf8')) },
  moduleCache: false,
  fsCache: false,
});

/** Node's own words for what it forbids name neither the deed nor the place. */
const forbidden = {
  FileSystemRead: (path) => `it reads ${path}: a pipeline file may read only what is in its commit`,
  FileSystemWrite: (path) => `it writes ${path}: a pipeline file may write nothing`,
};

function sentence(err) {
  if (err?.cause instanceof Error) return sentence(err.cause); // `fetch` says of itself only that it failed
  const what = whatOf(err);
  return /:\d+:\d+$/.test(what) ? what : `${what}${placeOf(err)}`; // who cannot be parsed has said where
}

function whatOf(err) {
  if (err?.code !== 'ERR_ACCESS_DENIED') return oneLine(err instanceof Error ? err.message : String(err));
  return forbidden[err.permission]?.(err.resource) ?? 'it starts a program: a pipeline file may start none';
}

const [, , file] = process.argv;
const ownCode = `${__dirname}/`;

const around = `${dirname(file)}/`;

const oneLine = (text) =>
  text
    .replace(/\nRequire stack:.*/s, '')
    .replaceAll(around, '')
    .replace(/\s*\n\s*/g, ' ');

/** `(ways.ts:6)`: where it went wrong, in the file or in one that it imports. Nothing where that was in neither. */
function placeOf(err) {
  const frames = String(err?.stack).split('\n').slice(1);
  const own = frames.find(
    (frame) => /\(?\/.*:\d+:\d+\)?$/.test(frame) && !/\/node_modules\/|node:/.test(frame) && !frame.includes(ownCode),
  );
  const [, path, line] = /(\/[^()]*?):(\d+):\d+\)?$/.exec(own ?? '') ?? [];
  return path === undefined ? '' : ` (${relative(around, path)}:${line})`;
}

/** Without a default export a file has what it exports else, by name, or an empty object. */
const isNothing = (value) => value?.__esModule === true || (value?.constructor === Object && Object.keys(value).length === 0);

/** Inheritance ends in the file: what leaves it is the value that the class makes. */
function answerWith(value) {
  if (isNothing(value)) return { threw: 'it exports nothing by default: write `export default definePipeline({ … })`' };
  const named = typeof value === 'function' ? value : value?.constructor;
  if (typeof value?.synth === 'function' || typeof value?.prototype?.synth === 'function')
    return {
      threw: `it exports a class or what is made of one: write \`export default new ${named?.name || 'Checkout'}().synth()\``,
    };
  const json = JSON.stringify(value);
  if (json === undefined && value !== undefined) return { threw: `it exports a ${typeof value}, which is no pipeline` };
  return json === undefined ? {} : { exported: JSON.parse(json) };
}

jiti
  .import(file, { default: true })
  .then(answerWith)
  .catch((err) => ({ threw: sentence(err) }))
  .then((answer) => {
    writeFileSync(3, JSON.stringify(answer));
    process.exit(0);
  });
