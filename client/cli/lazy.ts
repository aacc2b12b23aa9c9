/**
 * Modules that take long to load: Temporal's client, the reader of pipelines, the server. A command loads what it needs once it is chosen,
 * so that the others, `--help`, and above all the hook, which runs during a push, start at once.
 *
 * With `require`, because `tsx/cjs` does not translate `import()`: Node itself would look for JavaScript files.
 */
export const lazy = {
  get answerRequest(): typeof import('../hook/receiver/answer-request') {
    return require('../hook/receiver/answer-request');
  },
  get check(): typeof import('../check/check') {
    return require('../check/check');
  },
  get commands(): typeof import('../temporal/commands') {
    return require('../temporal/commands');
  },
  get difference(): typeof import('../../pipeline/compare/difference') {
    return require('../../pipeline/compare/difference');
  },
  get fleet(): typeof import('../check/fleet') {
    return require('../check/fleet');
  },
  get follow(): typeof import('./follow') {
    return require('./follow');
  },
  get hookRequest(): typeof import('../hook/install/request') {
    return require('../hook/install/request');
  },
  get installHook(): typeof import('../hook/install/install-hook') {
    return require('../hook/install/install-hook');
  },
  get jsonSchema(): typeof import('../schema/json-schema') {
    return require('../schema/json-schema');
  },
  get keptConnection(): typeof import('../temporal/kept-connection') {
    return require('../temporal/kept-connection');
  },
  get load(): typeof import('../read/load') {
    return require('../read/load');
  },
  get look(): typeof import('../tree/read-tree') {
    return require('../tree/read-tree');
  },
  get pipelineFiles(): typeof import('../check/pipeline-files') {
    return require('../check/pipeline-files');
  },
  get planLines(): typeof import('../plan/plan-lines') {
    return require('../plan/plan-lines');
  },
  get policy(): typeof import('../read/policy') {
    return require('../read/policy');
  },
  get preview(): typeof import('../plan/preview') {
    return require('../plan/preview');
  },
  get report(): typeof import('../check/report-lines') {
    return require('../check/report-lines');
  },
  get searchAttributes(): typeof import('../temporal/register-search-attributes') {
    return require('../temporal/register-search-attributes');
  },
  get status(): typeof import('../temporal/status') {
    return require('../temporal/status');
  },
  get submit(): typeof import('../temporal/submit') {
    return require('../temporal/submit');
  },
  get temporal(): typeof import('../temporal/connect') {
    return require('../temporal/connect');
  },
  get timeZones(): typeof import('../../platform/time-zones') {
    return require('../../platform/time-zones');
  },
  get unreadable(): typeof import('../read/isolated/default-export') {
    return require('../read/isolated/default-export');
  },
};
