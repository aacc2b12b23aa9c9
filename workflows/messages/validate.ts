/** Whether a message of unknown origin has what its handler reads. No schema library: the workflow bundle stays small. */
import { attributionProblem, releaseProblem } from '../../pipeline/model/person';

/** A merge into a service: the pipeline must be of this service, or its changes would wait for lanes that nobody grants. */
export const isMerge = (message: unknown, service: string): boolean => {
  const { merge, pipeline } = partsOf(message);
  const { name, stages, ...rest } = partsOf(pipeline);
  const { commit, repository } = partsOf(merge);
  // A branch or a short commit would mean something else tomorrow, and one commit must be one change.
  const isExact = typeof commit === 'string' && /^[0-9a-f]{40}$/.test(commit) && areTexts(repository) && repository !== '';
  return isExact && areTexts(name) && rest.service === service && isListOf(stages, isStage);
};

const isStage = (stage: unknown): boolean => {
  const { environment, regions } = partsOf(stage);
  return areTexts(environment) && isListOf(regions, (region) => areTexts(partsOf(region).name));
};

export const isOfChange = (message: unknown): boolean => areTexts(partsOf(message).change);

export const isRequest = (message: unknown): boolean => {
  const { change, stage, ticket, lanes, good = '' } = partsOf(message);
  return areTexts(change, stage, good) && Number.isInteger(ticket) && isListOf(lanes, (lane) => areTexts(lane));
};

export const isFound = (message: unknown): boolean => {
  const { lane, pipeline, release } = partsOf(message);
  return areTexts(lane, pipeline, release);
};

export const isEnding = (message: unknown): boolean => {
  const { kind, because } = partsOf(partsOf(message).outcome);
  return isOfChange(message) && areTexts(kind, because);
};

export const isStep = (message: unknown): boolean => {
  const { at, what, because } = partsOf(message);
  return areTexts(at, what, because);
};

/** Why what a person says cannot be understood, in a sentence; `undefined` where it can. */
export const wrongWith = {
  word: (message: unknown): string | undefined => attributionProblem(partsOf(message)) ?? wrongWithPlace(partsOf(message).at),
  accept: (message: unknown): string | undefined => wrongWith.word(message) ?? releaseProblem(partsOf(message).release),
  vote: (message: unknown): string | undefined =>
    attributionProblem(partsOf(message)) ?? (areTexts(partsOf(message).stage) ? undefined : 'name the stage: "stage" is missing'),
  acceptLane: (message: unknown): string | undefined =>
    attributionProblem(partsOf(message)) ?? (areTexts(partsOf(message).lane) ? undefined : 'name the lane, as in prod/us-east-1'),
};

const wrongWithPlace = (at: unknown): string | undefined =>
  at === undefined || typeof at === 'string' ? undefined : '"at" names a workflow, as in first/us-west-2';

const partsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

const areTexts = (...values: readonly unknown[]): boolean => values.every((value) => typeof value === 'string');

const isListOf = (value: unknown, isItem: (item: unknown) => boolean): boolean => Array.isArray(value) && value.every(isItem);
