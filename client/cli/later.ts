/**
 * What takes long to load: Temporal's client, the reader of pipelines, what serves. A command loads what it needs once it is chosen, so
 * that the others, `--help`, and above all what runs within a push begin at once.
 */
export const later = {
  get answerTo(): typeof import('../hook/answer-to') {
    return require('../hook/answer-to');
  },
  get exported(): typeof import('../exported') {
    return require('../exported');
  },
  get follow(): typeof import('./follow') {
    return require('./follow');
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
};
