/** What the worker bundles: every workflow, by its bare name. */
export { change } from './change';
export { region } from './region';
export { service } from './service';
export { stage } from './stage';
export { zone } from './zone';
