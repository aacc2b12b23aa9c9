/** What a pipeline file imports as `slipway`. */
export { definePipeline } from './define';
export { type Duration, hours, milliseconds, minutes, seconds } from './duration';
export type { Bake, Bakes, Component, Pipeline, Region, Stage } from './model';
export type { Windows } from './windows';
export { alpha, beta, gamma, git, region, wave } from './words';
export type { WrittenBake, WrittenPipeline, WrittenStage } from './written';
