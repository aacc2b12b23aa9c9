/** Any correct components: without a cycle, those per Region before those per zone, written in any order. */
import fc from 'fast-check';
import type { Component } from '../../../pipeline/model/pipeline';
import { someParameters, text } from './any-text';

const perRegion = ['r0', 'r1', 'r2'];
const perZone = ['z0', 'z1', 'z2'];

type Entry = [string, Component];

export const anyComponents: fc.Arbitrary<Record<string, Component>> = fc
  .tuple(fc.nat(perRegion.length), fc.integer({ min: 1, max: perZone.length }))
  .map(([regional, zonal]) => [...perRegion.slice(0, regional), ...perZone.slice(0, zonal)])
  .chain((names) => fc.tuple(...names.map((name, index) => component(name, names.slice(0, index)))))
  .map((entries) => entries.reduce<Entry[]>(withoutEarlyOneBox, []))
  .chain((entries) => fc.shuffledSubarray(entries, { minLength: entries.length }))
  .map((entries) => Object.fromEntries(entries));

function component(name: string, before: readonly string[]): fc.Arbitrary<Entry> {
  const per = name.startsWith('r') ? 'region' : 'zone';
  const whole = fc.record<Required<Component>, 'per' | 'template' | 'dependsOn' | 'parameters' | Way>(
    {
      per: fc.constant(per),
      template: fc.constant(`${name}.json`),
      dependsOn: fc.subarray([...before]),
      paths: fc.array(text),
      oneBox: fc.constant('one-box.json'),
      payload: fc.constant('app'),
      parameters: someParameters,
      stateless: fc.constant(['Custom::Gate']),
      rolling: fc.record<Required<Component>['rolling']>(
        { parameter: text, forward: fc.integer({ min: 1, max: 33 }), back: fc.integer({ min: 1, max: 100 }) },
        { noNullPrototype: true },
      ),
      shifts: fc.constant('platform'),
      cannotCanary: text.filter((reason) => reason.trim() !== ''),
    },
    { requiredKeys: ['per', 'template', 'dependsOn', 'parameters', 'oneBox', 'shifts', 'cannotCanary'], noNullPrototype: true },
  );
  const ways = fc.constantFrom<(Way | 'none')[]>(
    ...(per === 'zone' ? (['oneBox'] as const) : []),
    'shifts',
    'cannotCanary',
    'none',
  );
  return fc.tuple(whole, ways).map(([drawn, way]) => [name, inOneWay(drawn, way)]);
}

type Way = 'oneBox' | 'shifts' | 'cannotCanary';

/** A component takes a change in one way only, and one per Region has no one-box. */
function inOneWay(drawn: Component & Required<Pick<Component, Way>>, way: Way | 'none'): Component {
  const { oneBox, shifts, cannotCanary, ...rest } = drawn;
  return { ...rest, ...(way !== 'none' && { [way]: { oneBox, shifts, cannotCanary }[way] }) };
}

/** A one-box must not depend on a component per zone that has no one-box and gives no reason. */
function withoutEarlyOneBox(before: Entry[], [name, { oneBox, ...rest }]: Entry): Entry[] {
  const early = before.some(([other, dependency]) => rest.dependsOn.includes(other) && saysNothing(dependency));
  return [...before, [name, oneBox === undefined || early ? rest : { ...rest, oneBox }]];
}

const saysNothing = ({ per, oneBox, shifts, cannotCanary }: Component): boolean =>
  per === 'zone' && oneBox === undefined && shifts === undefined && cannotCanary === undefined;

/** Without what is not supported yet. */
export const startable = (components: Readonly<Record<string, Component>>): Record<string, Component> =>
  Object.fromEntries(Object.entries(components).map(([name, { paths: _, rolling: __, ...component }]) => [name, component]));

export const startableComponents = anyComponents.map(startable);
