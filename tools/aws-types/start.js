// Writes the list of AWS's resource types: npm run aws-types. JavaScript only to load the TypeScript, as bin/slipway.js does.
require('tsx/cjs');
require('./main.ts');
