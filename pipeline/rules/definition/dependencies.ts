/** What must be in place before what. */
import { type Component, whyAtOnce } from '../../model/component';
import { cyclic } from '../../plan/dependency-order';
import { error, type Find, type Rule } from '../rule';
import { componentsOf } from '../walk';

const unknownDependencies: Find = (pipeline) =>
  componentsOf(pipeline).flatMap(({ path, part }) =>
    part.dependsOn
      .filter((name) => !Object.hasOwn(pipeline.components, name))
      .map((name) => ({
        path: `${path}/dependsOn`,
        message: `${JSON.stringify(name)} is no component: there are ${Object.keys(pipeline.components).join(', ')}`,
      })),
  );

const noCycles: Find = (pipeline) => {
  const onCycle = cyclic(componentsOf(pipeline).map(({ name, part }) => ({ name, dependsOn: part.dependsOn })));
  const said = onCycle.length === 1 ? `${onCycle[0]} depends on itself` : `${onCycle.join(', ')} depend on each other`;
  return onCycle.map((name) => ({
    path: `components/${name}/dependsOn`,
    message: `${said}, so none can be first: take one dependency out`,
  }));
};

/** The Region's components are in place before its first zone, and go back after its last. */
const regionalBeforeZonal: Find = (pipeline) =>
  componentsOf(pipeline)
    .filter(({ part }) => part.per === 'region')
    .flatMap(({ path, part }) =>
      part.dependsOn
        .filter((name) => pipeline.components[name]?.per === 'zone')
        .map((name) => ({
          path: `${path}/dependsOn`,
          message: `${name} is per zone, and a component per Region comes before every zone: turn the dependency round`,
        })),
    );

const oneBoxOnlyInZones: Find = (pipeline) =>
  componentsOf(pipeline)
    .filter(({ part }) => part.per === 'region' && part.oneBox !== undefined)
    .map(({ path }) => ({
      path: `${path}/oneBox`,
      message: 'a component per Region has no one-box: leave it out, or make the component per zone',
    }));

/**
 * A one-box comes before its zone's fleet. What it leans on and has none would go through the whole zone before it, unseen: that is
 * something to say, and with a reason.
 */
const oneBoxesLeanOnOneBoxes: Find = (pipeline) =>
  componentsOf(pipeline)
    .filter(({ part }) => part.oneBox !== undefined)
    .flatMap(({ path, part }) =>
      part.dependsOn
        .filter((name) => hasNoWay(pipeline.components[name]))
        .map((name) => ({
          path: `${path}/oneBox`,
          message: `it would come before ${name}, which it depends on and which has no one-box: give ${name} one, say by shifts or cannotCanary how ${name} takes a change, or leave this one out`,
        })),
    );

const hasNoWay = (component: Component | undefined): boolean =>
  component?.per === 'zone' && component.oneBox === undefined && whyAtOnce(component) === undefined;

export const dependencies: readonly Rule[] = [
  error('unknown-dependency', unknownDependencies),
  error('cyclic-dependencies', noCycles),
  error('region-depends-on-zone', regionalBeforeZonal),
  error('one-box-of-region', oneBoxOnlyInZones),
  error('one-box-before-dependency', oneBoxesLeanOnOneBoxes),
];
