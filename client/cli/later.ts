/**
 * What takes long to load: Temporal's client, the reader of pipelines, what serves. A command loads what it needs once it is chosen, so
 * that the others, `--help`, and above all what runs within a push begin at once.
 */
export const later = {
  get answerTo(): typeof import('../hook/answer-to') {
    return require('../hook/answer-to');
  },
  get check(): typeof import('../check/check') {
    return require('../check/check');
  },
  get checkInWords(): typeof import('../check/in-words') {
    return require('../check/in-words');
  },
  get difference(): typeof import('../../pipeline/compare/difference') {
    return require('../../pipeline/compare/difference');
  },
  get exported(): typeof import('../exported') {
    return require('../exported');
  },
  get files(): typeof import('../check/files') {
    return require('../check/files');
  },
  get fleet(): typeof import('../check/fleet') {
    return require('../check/fleet');
  },
  get follow(): typeof import('./follow') {
    return require('./follow');
  },
  get jsonSchema(): typeof import('../json-schema') {
    return require('../json-schema');
  },
  get kept(): typeof import('../kept-temporal') {
    return require('../kept-temporal');
  },
  get load(): typeof import('../load') {
    return require('../load');
  },
  get look(): typeof import('../tree/look') {
    return require('../tree/look');
  },
  get people(): typeof import('../people') {
    return require('../people');
  },
  get planInWords(): typeof import('../plan/in-words') {
    return require('../plan/in-words');
  },
  get policy(): typeof import('../policy') {
    return require('../policy');
  },
  get preview(): typeof import('../plan/preview') {
    return require('../plan/preview');
  },
  get searchAttributes(): typeof import('../search-attributes') {
    return require('../search-attributes');
  },
  get status(): typeof import('../status') {
    return require('../status');
  },
  get submit(): typeof import('../submit') {
    return require('../submit');
  },
  get temporal(): typeof import('../temporal') {
    return require('../temporal');
  },
  get timeZones(): typeof import('../../platform/time-zones') {
    return require('../../platform/time-zones');
  },
};
