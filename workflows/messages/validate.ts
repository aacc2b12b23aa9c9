/** Checks the shape of messages from outside. Without a schema library, so that the workflow bundle stays small. */
import { attributionProblem, releaseProblem } from '../../pipeline/model/person';

/** A merge into a service. A pipeline of another service would wait for lanes that nobody grants. */
export const isMerge = (message: unknown, service: string): boolean => {
  const { merge, pipeline } = fieldsOf(message);
  const { name, stages, ...rest } = fieldsOf(pipeline);
  const { commit, repository } = fieldsOf(merge);
  // A branch or a short commit would mean something else tomorrow, and one commit must be one change.
  const isExact = typeof commit === 'string' && /^[0-9a-f]{40}$/.test(commit) && areTexts(repository) && repository !== '';
  return isExact && areTexts(name) && rest.service === service && isListOf(stages, isStage);
};

const isStage = (stage: unknown): boolean => {
  const { environment, regions } = fieldsOf(stage);
  return areTexts(environment) && isListOf(regions, (region) => areTexts(fieldsOf(region).name));
};

export const isOfChange = (message: unknown): boolean => areTexts(fieldsOf(message).change);

export const isRequest = (message: unknown): boolean => {
  const { change, stage, ticket, lanes, good = '' } = fieldsOf(message);
  return areTexts(change, stage, good) && Number.isInteger(ticket) && isListOf(lanes, (lane) => areTexts(lane));
};

export const isFound = (message: unknown): boolean => {
  const { lane, pipeline, release } = fieldsOf(message);
  return areTexts(lane, pipeline, release);
};

export const isEnding = (message: unknown): boolean => {
  const { kind, because } = fieldsOf(fieldsOf(message).outcome);
  return isOfChange(message) && areTexts(kind, because);
};

/** Only a level below the change can be stuck or ask: a message to any other id, such as an empty one, could fail the workflow for ever. */
export const isStuckStep = (message: unknown, change: string): boolean => {
  const { at, what, because } = fieldsOf(message);
  return areTexts(what, because) && isLevelOf(change, at);
};

export const isTrouble = (message: unknown): boolean => {
  const { name, doing, because, errors, since, last } = fieldsOf(message);
  return isRecovery(message) && areTexts(name, doing, because, since, last) && Number.isInteger(errors);
};

export const isRecovery = (message: unknown): boolean => {
  const { activity, at = '' } = fieldsOf(message);
  return areTexts(activity, at);
};

export const isAsked = (message: unknown, change: string): boolean => {
  const { at, question } = fieldsOf(message);
  const { component, rows, digest } = fieldsOf(question);
  return isLevelOf(change, at) && areTexts(component, digest) && isListOf(rows, (row) => areTexts(row));
};

export const isAnswered = (message: unknown): boolean => {
  const { digest, isAllowed, because } = fieldsOf(message);
  return areTexts(digest, because) && typeof isAllowed === 'boolean';
};

/** The reason that a signal `failing` carries. Sent by hand it may carry anything, and a handler must not throw. */
export const failureReason = (message: unknown): string => {
  const { because } = fieldsOf(message);
  return typeof because === 'string' ? because : 'a level below it failed';
};

/** What is wrong with the object of a command, in a sentence; `undefined` if nothing is. */
export const problemWith = {
  command: (message: unknown): string | undefined => attributionProblem(fieldsOf(message)) ?? placeProblem(fieldsOf(message).at),
  accept: (message: unknown): string | undefined => problemWith.command(message) ?? releaseProblem(fieldsOf(message).release),
  vote: (message: unknown): string | undefined =>
    attributionProblem(fieldsOf(message)) ??
    (areTexts(fieldsOf(message).stage) ? undefined : '"stage" is missing: name the stage that waits for approval') ??
    componentProblem(fieldsOf(message).component) ??
    rowsProblem(fieldsOf(message).rows),
  acceptLane: (message: unknown): string | undefined =>
    attributionProblem(fieldsOf(message)) ??
    (areTexts(fieldsOf(message).lane) ? undefined : '"lane" is missing: name the lane, as in prod/us-east-1'),
};

const isLevelOf = (change: string, at: unknown): boolean =>
  typeof at === 'string' && at.length <= 1000 && at.startsWith(`${change}/`) && at.length > change.length + 1;

const componentProblem = (component: unknown): string | undefined =>
  component === undefined || typeof component === 'string'
    ? undefined
    : '"component" is not a text: name the component that the change asks about, or leave it out';

const rowsProblem = (rows: unknown): string | undefined =>
  rows === undefined || typeof rows === 'string'
    ? undefined
    : '"rows" is not a text: name the rows as the change shows them, or leave it out';

const placeProblem = (at: unknown): string | undefined =>
  at === undefined || typeof at === 'string' ? undefined : '"at" is not a text: name a workflow, as in first/us-west-2';

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

const areTexts = (...values: readonly unknown[]): boolean => values.every((value) => typeof value === 'string');

const isListOf = (value: unknown, isItem: (item: unknown) => boolean): boolean => Array.isArray(value) && value.every(isItem);
