// Runs one pipeline file in a process of its own, by plain Node, and writes what it exports as JSON to descriptor 3, so that nothing
// that the file prints can be mistaken for it. Then it exits, whatever the file left running. Standard input brings the module `slipway`.
const { readFileSync, writeFileSync } = require('node:fs');
const { dirname, relative } = require('node:path');
const { createJiti } = require('jiti');
require('./block-node-apis.js');

/** The exports of a CommonJS module with this text. */
function exportsOf(text) {
  const module = { exports: {} };
  new Function('module', 'exports', 'require', text)(module, module.exports, require);
  return module.exports;
}

/** `import … from 'slipway'` gives the Slipway that reads the file, wherever the file lies. */
const jiti = createJiti(__filename, {
  virtualModules: { slipway: exportsOf(readFileSync(0, 'utf8')) },
  moduleCache: false,
  fsCache: false,
});

/** Node's own messages for what it forbids name neither the act nor the place. */
const forbidden = {
  FileSystemRead: (path) => `it reads ${path}: a pipeline file may read only what is in its commit`,
  FileSystemWrite: (path) => `it writes ${path}: a pipeline file must not write anything`,
};

function messageOf(err) {
  if (err?.cause instanceof Error) return messageOf(err.cause); // `fetch` itself says only that it failed
  const what = whatOf(err);
  return /:\d+:\d+$/.test(what) ? what : `${what}${placeOf(err)}`; // a syntax error already names its place
}

function whatOf(err) {
  if (err?.code !== 'ERR_ACCESS_DENIED') return oneLine(err instanceof Error ? err.message : String(err));
  return forbidden[err.permission]?.(err.resource) ?? 'it starts a program: a pipeline file must not start any';
}

const [, , file] = process.argv;
const ownCode = `${__dirname}/`;

const around = `${dirname(file)}/`;

const oneLine = (text) =>
  text
    .replace(/\nRequire stack:.*/s, '')
    .replaceAll(around, '')
    .replace(/\s*\n\s*/g, ' ');

/** `(ways.ts:6)`: the place of the error, in the file or in one that it imports. Empty if it is in neither. */
function placeOf(err) {
  const frames = String(err?.stack).split('\n').slice(1);
  const own = frames.find(
    (frame) => /\(?\/.*:\d+:\d+\)?$/.test(frame) && !/\/node_modules\/|node:/.test(frame) && !frame.includes(ownCode),
  );
  const [, path, line] = /(\/[^()]*?):(\d+):\d+\)?$/.exec(own ?? '') ?? [];
  return path === undefined ? '' : ` (${relative(around, path)}:${line})`;
}

/** A file without a default export gives its named exports instead, or an empty object. */
const isMissing = (value) => value?.__esModule === true || (value?.constructor === Object && Object.keys(value).length === 0);

/** Classes stay in the file: it exports the value that the class makes. */
function answerWith(value) {
  if (isMissing(value)) return { threw: 'it has no default export: write `export default definePipeline({ … })`' };
  const named = typeof value === 'function' ? value : value?.constructor;
  if (typeof value?.synth === 'function' || typeof value?.prototype?.synth === 'function')
    return {
      threw: `it exports a class or an instance of one: write \`export default new ${named?.name || 'Checkout'}().synth()\``,
    };
  const json = JSON.stringify(value);
  if (json === undefined && value !== undefined) return { threw: `it exports a ${typeof value}, which is not a pipeline` };
  return json === undefined ? {} : { exported: JSON.parse(json) };
}

jiti
  .import(file, { default: true })
  .then(answerWith)
  .catch((err) => ({ threw: messageOf(err) }))
  .then((answer) => {
    writeFileSync(3, JSON.stringify(answer));
    process.exit(0);
  });
