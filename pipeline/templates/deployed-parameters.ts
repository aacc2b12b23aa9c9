/** The parameters of every stack of a pipeline, with the values that a deployment gives them. */
import type { Component, Pipeline } from '../model/pipeline';
import { suppliedParameters } from '../model/release';
import { type DeployedParameter, parametersIn } from './parameters';
import { everyStack, type StageStack } from './stack-template';
import type { Templates } from './templates';

/** Every parameter that a template declares, at every stack that is made from it. */
export const deployedParameters = (pipeline: Pipeline, templates: Templates): DeployedParameter[] =>
  everyStack(pipeline, templates).flatMap((stack) => {
    const given = givenAt(stack, pipeline.components[stack.target.component]);
    return parametersIn(stack.template).map((declared) => {
      const value = given.get(declared.name);
      const known = value ?? (given.has(declared.name) ? undefined : declared.byDefault);
      return {
        path: `${stack.path}/Parameters/${declared.name}`,
        stage: stack.stage.name,
        component: stack.target.component,
        declared,
        isGiven: given.has(declared.name) || declared.byDefault !== undefined,
        ...(known !== undefined && { value: known }),
      };
    });
  });

/** What the pipeline and Slipway give. Only the build knows the digest of a payload. */
const givenAt = ({ parameters, target }: StageStack, component: Component | undefined): ReadonlyMap<string, string | undefined> =>
  new Map<string, string | undefined>([
    ...Object.entries(parameters),
    ...(component?.rolling === undefined ? [] : [[component.rolling.parameter, `${component.rolling.forward}`] as const]),
    ...(component?.payload === undefined ? [] : [['Payload', undefined] as const]),
    ...Object.entries(suppliedParameters(target)),
  ]);
