#!/usr/bin/env node
// Runs the TypeScript sources directly: there is no build step.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
require('tsx/cjs');
require('./slipway.ts').main(process.argv);
