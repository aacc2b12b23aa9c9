/** The package `slipway`, for pipeline files and policies. */

export { definePipeline } from './authoring/define';
export { PipelineBase } from './authoring/pipeline-base';
export { alpha, beta, gamma, git, region, wave, zones } from './authoring/shorthand';
export { waves } from './authoring/waves';
export type { WrittenBake, WrittenComponent, WrittenPipeline, WrittenStage, WrittenStageBody } from './authoring/written';
export { type Duration, days, hours, milliseconds, minutes, seconds } from './model/duration';
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
} from './model/pipeline';
export type { Calendar, Window, Windows } from './model/windows';
export {
  approvalsFrom,
  asErrors,
  bakesAtLeast,
  firstWaveIsOneRegion,
  type MayReplace,
  mayReplace,
  mustReview,
  noNetworkInBuild,
  noShortenedTimes,
  productionFrom,
} from './rules/policies';
export { error, type Find, type Finding, type Rule, warning } from './rules/rule';
