// Runs the drill: npm run drill. JavaScript only to load the TypeScript, as bin/slipway.js does.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
require('tsx/cjs');
require('./main.ts');
