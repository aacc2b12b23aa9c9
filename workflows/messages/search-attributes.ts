/** The search attributes of Slipway's workflows, all keywords. The worker registers them when it starts. */

const keyword = (name: string) => ({ name, type: 'KEYWORD' }) as const;

export const serviceAttribute = keyword('SlipwayService');
export const pipelineAttribute = keyword('SlipwayPipeline');
/** The workflow id of the change, also on everything below it. */
export const changeAttribute = keyword('SlipwayChange');
export const stageAttribute = keyword('SlipwayStage');
/** Of a change: `under way`, `waits for approval`, `waits for a person`, `stuck`, then the kind of its ending. Of a level or a service: `under way` or `stuck`. */
export const statusAttribute = keyword('SlipwayStatus');

export const searchAttributes = [serviceAttribute, pipelineAttribute, changeAttribute, stageAttribute, statusAttribute];

/** The attributes of a workflow that works for a change. */
export const attributesOf = (of: { service: string; pipeline: string; change: string; stage?: string }) => [
  { key: serviceAttribute, value: of.service },
  { key: pipelineAttribute, value: of.pipeline },
  { key: changeAttribute, value: of.change },
  ...(of.stage === undefined ? [] : [{ key: stageAttribute, value: of.stage }]),
];
