/** What a pipeline file imports as `slipway`. */
export { PipelineBase } from './base';
export { definePipeline } from './define';
export { type Duration, days, hours, milliseconds, minutes, seconds } from './duration';
export type {
  Alarm,
  Alarms,
  Approval,
  Bake,
  Bakes,
  Component,
  Notification,
  Pipeline,
  Region,
  RelatedService,
  Rolling,
  Rung,
  Source,
  Stage,
  Traffic,
  Zone,
} from './model';
export {
  approvalsFrom,
  asErrors,
  bakesAtLeast,
  firstWaveIsOneRegion,
  mustReview,
  noNetworkInBuild,
  noShortenedTimes,
  productionFrom,
} from './policy';
export { error, type Find, type Finding, type Rule, warning } from './rule';
export { waves } from './waves';
export type { Calendar, Window, Windows } from './windows';
export { alpha, beta, gamma, git, region, wave, zones } from './words';
export type { WrittenBake, WrittenComponent, WrittenPipeline, WrittenStage, WrittenStageBody } from './written';
