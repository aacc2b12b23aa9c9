/** Three test files at a time: they share two cores with a Temporal server and an AWS emulator, but many wait for real bakes and time-outs. */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  transform: {
    '^.+\\.[tj]s$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } }],
  },
  transformIgnorePatterns: ['/node_modules/(?!temporal-)'], // those are ES modules, which Jest cannot take as they are
  moduleNameMapper: { '^slipway$': '<rootDir>/pipeline/index.ts' },
  globalSetup: '<rootDir>/test/setup/global-setup.ts',
  globalTeardown: '<rootDir>/test/setup/global-teardown.ts',
  testTimeout: 120_000,
  testSequencer: '<rootDir>/test/setup/longest-first.js',
  maxWorkers: 3,
};
