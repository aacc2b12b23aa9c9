#!/usr/bin/env node
// Runs the TypeScript as it is: there is no build step that could be forgotten.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
require('tsx/cjs');
require('./slipway.ts').main(process.argv);
