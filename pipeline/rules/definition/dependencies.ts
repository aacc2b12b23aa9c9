/** What must be deployed before what. */
import { type Component, whyAtOnce } from '../../model/component';
import { namesOnCycles } from '../../plan/dependency-order';
import { error, type Find, quoted, type Rule } from '../rule';
import { componentsOf } from '../walk';

const unknownDependencies: Find = (pipeline) =>
  componentsOf(pipeline).flatMap(({ path, part }) =>
    part.dependsOn
      .filter((name) => !Object.hasOwn(pipeline.components, name))
      .map((name) => ({
        path: `${path}/dependsOn`,
        message: `${quoted(name)} is not a component: write one of ${Object.keys(pipeline.components).join(', ')}`,
      })),
  );

const noCycles: Find = (pipeline) => {
  const onCycle = namesOnCycles(componentsOf(pipeline).map(({ name, part }) => ({ name, dependsOn: part.dependsOn })));
  const cycle = onCycle.length === 1 ? `${onCycle[0]} depends on itself` : `${onCycle.join(', ')} depend on each other`;
  return onCycle.map((name) => ({
    path: `components/${name}/dependsOn`,
    message: `${cycle}, so none can be deployed first: remove a dependency`,
  }));
};

/** The Region's components are deployed before its first zone, and rolled back after its last. */
const regionalBeforeZonal: Find = (pipeline) =>
  componentsOf(pipeline)
    .filter(({ part }) => part.per === 'region')
    .flatMap(({ path, part }) =>
      part.dependsOn
        .filter((name) => pipeline.components[name]?.per === 'zone')
        .map((name) => ({
          path: `${path}/dependsOn`,
          message: `${name} is per zone, but a component per Region is deployed before every zone: reverse the dependency`,
        })),
    );

const oneBoxOnlyInZones: Find = (pipeline) =>
  componentsOf(pipeline)
    .filter(({ part }) => part.per === 'region' && part.oneBox !== undefined)
    .map(({ path }) => ({
      path: `${path}/oneBox`,
      message: 'a component per Region cannot have a one-box: remove it, or make the component per zone',
    }));

/**
 * A one-box is deployed before its zone's fleet. A dependency without a one-box reaches the whole zone before that, so the pipeline must say
 * why it can.
 */
const dependenciesOfOneBoxes: Find = (pipeline) =>
  componentsOf(pipeline)
    .filter(({ part }) => part.oneBox !== undefined)
    .flatMap(({ path, part }) =>
      part.dependsOn
        .filter((name) => saysNothing(pipeline.components[name]))
        .map((name) => ({
          path: `${path}/oneBox`,
          message: `the component depends on ${name}, which has no one-box: give ${name} a one-box, set its shifts or cannotCanary, or remove this one-box`,
        })),
    );

const saysNothing = (component: Component | undefined): boolean =>
  component?.per === 'zone' && component.oneBox === undefined && whyAtOnce(component) === undefined;

export const dependencies: readonly Rule[] = [
  error('unknown-dependency', unknownDependencies),
  error('cyclic-dependencies', noCycles),
  error('region-depends-on-zone', regionalBeforeZonal),
  error('one-box-of-region', oneBoxOnlyInZones),
  error('one-box-before-dependency', dependenciesOfOneBoxes),
];
