const { sortTests } = require('./test/setup/projects');

const { quick, servers } = sortTests(`${__dirname}/test`);

const common = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  transform: {
    '^.+\\.[tj]s$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } }],
  },
  transformIgnorePatterns: ['/node_modules/(?!temporal-)'], // those are ES modules, which Jest cannot take as they are
  moduleNameMapper: { '^slipway$': '<rootDir>/pipeline/index.ts' },
};

/**
 * Two projects: `quick` tests need no server (`npm run test:quick`); for `servers` the global setup starts a Temporal server and an AWS emulator.
 * They start only if one of their tests runs. `test/setup/projects.js` decides which file is in which.
 */
module.exports = {
  projects: [
    { ...common, displayName: 'quick', testMatch: quick, setupFiles: ['<rootDir>/test/setup/no-servers.js'] },
    {
      ...common,
      displayName: 'servers',
      testMatch: servers,
      globalSetup: '<rootDir>/test/setup/global-setup.ts',
      globalTeardown: '<rootDir>/test/setup/global-teardown.ts',
    },
  ],
  testTimeout: 120_000,
  testSequencer: '<rootDir>/test/setup/longest-first.js',
  maxWorkers: 4, // they share two cores with the servers, but many wait for real bakes and time-outs
  maxConcurrency: 10, // of `test.concurrent`, for the same reason
};
