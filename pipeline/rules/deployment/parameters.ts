/** Parameters of templates for which a build or a deployment would be refused. */
import type { Component, Pipeline } from '../../model/pipeline';
import { deployedParameters } from '../../templates/deployed-parameters';
import { type DeclaredParameter, type DeployedParameter, parametersIn, whyRefused } from '../../templates/parameters';
import type { Templates } from '../../templates/templates';
import { suppliedNames } from '../definition/shapes';
import { type FindInTemplates, type Finding, quoted, type Rule } from '../rule';
import { componentsOf, firstOfEach, stagesOf } from '../walk';

/** CloudFormation refuses a stack with a parameter that has neither a value nor a default. */
const valuesAreGiven: FindInTemplates = (pipeline, templates) => {
  const missing = deployedParameters(pipeline, templates).filter(({ isGiven }) => !isGiven);
  return firstOfEach(missing, ({ path }) => path).map((parameter) => ({
    path: parameter.path,
    message: `has no Default, and nothing gives it a value in stages/${parameter.stage}: ${howToGive(parameter)}`,
  }));
};

function howToGive({ declared: { name }, component }: DeployedParameter): string {
  if (name === 'Zone' || name === 'Share') return 'Slipway supplies it only to components per zone, so give it a Default';
  const where =
    name === 'Payload'
      ? `name what it runs in components/${component}/payload`
      : `write it into components/${component}/parameters`;
  const isEnvironment = /^(env|stage)/i.test(name);
  return `${where}${isEnvironment ? ', call it Environment, which Slipway supplies,' : ','} or give it a Default`;
}

/** Each value is reported once, with the first stage that has it. */
const valuesAreAllowed: FindInTemplates = (pipeline, templates) => {
  const different = firstOfEach(deployedParameters(pipeline, templates), ({ path, value }) => JSON.stringify([path, value]));
  return different.flatMap(({ path, stage, declared, value }) => {
    const why = value === undefined ? undefined : whyRefused(declared, value);
    if (why === undefined) return [];
    return [{ path, message: `${shownValue(declared, value)} in stages/${stage} ${why}: allow it, or give another value` }];
  });
};

/** A value that is hidden is not printed. */
const shownValue = ({ written: { NoEcho: hidden } }: DeclaredParameter, value = ''): string =>
  hidden === true || hidden === 'true'
    ? 'its value'
    : `its value ${quoted(value.length > 60 ? `${value.slice(0, 59)}…` : value)}`;

/** The build refuses a component with a payload whose template does not receive its digest: a new payload would change nothing. */
const payloadsAreReceived: FindInTemplates = (pipeline, templates) =>
  componentsOf(pipeline).flatMap(({ path, part }) =>
    part.payload === undefined
      ? []
      : bodiesOf(part, templates)
          .filter(({ declares }) => !declares.has('Payload'))
          .map(({ key, file }) => ({
            path: `${path}/${key}`,
            message: `${quoted(file)} does not declare the parameter Payload, which tells it what to run: declare it, or remove the payload`,
          })),
  );

/** The build refuses such a parameter too: CloudFormation would, and a misspelt one would silently have no effect. */
const allAreDeclared: FindInTemplates = (pipeline, templates) => [
  ...componentsOf(pipeline).flatMap(({ path, part }) => undeclared(`${path}/parameters`, part.parameters, { part, templates })),
  ...stagesOf(pipeline).flatMap(({ path, part: { parameters = {} } }) =>
    Object.entries(parameters).flatMap(([name, values]) => {
      const at = `${path}/parameters/${name}`;
      const component = Object.hasOwn(pipeline.components, name) ? pipeline.components[name] : undefined;
      if (component !== undefined) return undeclared(at, values, { part: component, templates });
      return [{ path: at, message: `${quoted(name)} is not a component: write one of ${namesOf(pipeline)}` }];
    }),
  ),
];

const namesOf = ({ components }: Pipeline): string => Object.keys(components).join(', ');

function undeclared(
  path: string,
  parameters: Readonly<Record<string, string>>,
  { part, templates }: { readonly part: Component; readonly templates: Templates },
): Finding[] {
  return bodiesOf(part, templates).flatMap(({ file, declares }) =>
    Object.keys(parameters)
      .filter((name) => !declares.has(name) && !suppliedNames.includes(name))
      .map((name) => ({
        path: `${path}/${name}`,
        message: `${quoted(file)} does not declare this parameter: declare it, or remove it here`,
      })),
  );
}

/** The templates of a component that are there, each once, with the names of the parameters that they declare. */
const bodiesOf = ({ template, oneBox }: Component, templates: Templates) =>
  Object.entries({ template, ...(oneBox !== undefined && oneBox !== template && { oneBox }) })
    .filter(([, file]) => Object.hasOwn(templates, file))
    .map(([key, file]) => ({ key, file, declares: new Set(parametersIn(templates[file]).map(({ name }) => name)) }));

const needs = 'templates';

export const parameters: readonly Rule[] = [
  { name: 'parameter-without-value', level: 'error', needs, find: valuesAreGiven, reads: 'parameters' },
  { name: 'parameter-not-allowed', level: 'error', needs, find: valuesAreAllowed, reads: 'parameters' },
  { name: 'payload-not-received', level: 'error', needs, find: payloadsAreReceived, reads: 'parameters' },
  { name: 'undeclared-parameter', level: 'error', needs, find: allAreDeclared, reads: 'parameters' },
];
