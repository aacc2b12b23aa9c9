/** How much of production a change reaches at once, and how that grows. */
import type { Pipeline } from '../../model/pipeline';
import { hasReached } from '../../model/rung';
import { type Find, type Rule, warning } from '../rule';
import { regionsOf, wavesOf } from '../walk';

const someProduction: Find = (pipeline) =>
  wavesOf(pipeline).length > 0
    ? []
    : [{ path: 'stages', message: "has no wave of production: add one with a single Region, as in wave('first', { … })" }];

/** A bad change should hurt one Region before the others take it. */
const narrowFirstWave: Find = (pipeline) =>
  wavesOf(pipeline)
    .slice(0, 1)
    .filter(({ part }) => part.regions.length > 1)
    .map(({ path, part: { regions } }) => ({
      path: `${path}/regions`,
      message: `${regions.length} Regions would take a bad change together: begin with one, and move the others to later waves`,
    }));

/** Earlier waves are the evidence for later ones, so a wave must not be wider than the next, except before a small rest. */
const growingWaves: Find = (pipeline) => {
  const waves = wavesOf(pipeline).map(({ path, part }) => ({ path, count: part.regions.length }));
  return waves.flatMap(({ path, count }, index) => {
    const before = Math.max(0, ...waves.slice(0, index).map((wave) => wave.count));
    const growsAgain = waves.slice(index + 1).some((wave) => wave.count > count);
    return count < before && growsAgain
      ? [
          {
            path: `${path}/regions`,
            message: `this wave has ${count} ${count === 1 ? 'Region' : 'Regions'}, fewer than an earlier one (${before}), and a later wave has more: sort the waves by size`,
          },
        ]
      : [];
  });
};

const severalWaves: Find = (pipeline) =>
  wavesOf(pipeline).length === 1
    ? [
        {
          path: 'stages',
          message: `has only one wave of production: add another Region in a second wave${hasReached(pipeline, 'waves') ? ", or write rung: 'zones'" : ''}`,
        },
      ]
    : [];

/** With several zones, a Region can still serve customers when one of them takes a bad change. */
const severalZones: Find = (pipeline) =>
  wavesOf(pipeline)
    .flatMap(regionsOf)
    .filter(({ part }) => part.zones.length === 1)
    .map(({ path, part }) => ({
      path: `${path}/zones`,
      message: `${part.zones[0]?.name} is the only zone of the Region: name a second zone or cell`,
    }));

/** A pipeline must not go beyond its rung, or a low rung would be a way around the rules. */
const withinItsRung: Find = (pipeline) => {
  const beyond = beyondRung(pipeline);
  return beyond === undefined
    ? []
    : [
        {
          path: 'rung',
          message: `"${pipeline.rung}" is too low, because ${beyond}: write the rung that the pipeline has reached`,
        },
      ];
};

function beyondRung(pipeline: Pipeline): string | undefined {
  const regions = new Set(wavesOf(pipeline).flatMap(({ part }) => part.regions.map(({ name }) => name))).size;
  switch (pipeline.rung ?? 'waves') {
    case 'build':
      return pipeline.stages.length > 0 ? 'there are stages' : undefined;
    case 'test':
      return wavesOf(pipeline).length > 0 ? 'there is a wave of production' : undefined;
    case 'oneRegion':
    case 'rollback':
    case 'zones':
      return regions > 1 ? `there are ${regions} Regions of production` : undefined;
    case 'waves':
      return undefined;
  }
}

export const reach: readonly Rule[] = [
  warning('no-production', someProduction, { from: 'oneRegion' }),
  warning('one-zone', severalZones, { from: 'zones' }),
  warning('one-wave', severalWaves, { from: 'waves' }),
  warning('wide-first-wave', narrowFirstWave, { from: 'waves' }),
  warning('waves-shrink-then-grow', growingWaves, { from: 'waves' }),
  warning('beyond-its-rung', withinItsRung),
];
