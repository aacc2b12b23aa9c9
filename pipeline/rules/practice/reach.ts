/** How much of production a change reaches at once, and how that grows. */
import type { Pipeline } from '../../model/pipeline';
import { hasReached } from '../../model/rung';
import { type Find, type Rule, warning } from '../rule';
import { regionsOf, wavesOf } from '../walk';

const someProduction: Find = (pipeline) =>
  wavesOf(pipeline).length > 0
    ? []
    : [{ path: 'stages', message: "there is no wave of production: write one of a single Region, as in wave('first', { … })" }];

/** Until one Region has shown what a change does, no other should find out. */
const narrowFirstWave: Find = (pipeline) =>
  wavesOf(pipeline)
    .slice(0, 1)
    .filter(({ part }) => part.regions.length > 1)
    .map(({ path, part: { regions } }) => ({
      path: `${path}/regions`,
      message: `${regions.length} Regions would find out together: begin with one, and put the others in later waves`,
    }));

/** Each wave is justified by what those before it showed, so that a wide one before a narrow one has its caution the wrong way round. */
const growingWaves: Find = (pipeline) => {
  const waves = wavesOf(pipeline).map(({ path, part }) => ({ path, count: part.regions.length }));
  return waves.flatMap(({ path, count }, index) => {
    const before = Math.max(0, ...waves.slice(0, index).map((wave) => wave.count));
    const growsAgain = waves.slice(index + 1).some((wave) => wave.count > count);
    return count < before && growsAgain
      ? [{ path: `${path}/regions`, message: `${count} after ${before}, and more again later: let the waves grow` }]
      : [];
  });
};

const severalWaves: Find = (pipeline) =>
  wavesOf(pipeline).length === 1
    ? [
        {
          path: 'stages',
          message: `production is one wave: add another Region in a second${hasReached(pipeline, 'waves') ? ", or write rung: 'zones'" : ''}`,
        },
      ]
    : [];

/** One zone after the other is what lets a Region carry on where one of them takes a bad change. */
const severalZones: Find = (pipeline) =>
  wavesOf(pipeline)
    .flatMap(regionsOf)
    .filter(({ part }) => part.zones.length === 1)
    .map(({ path, part }) => ({
      path: `${path}/zones`,
      message: `${part.zones[0]?.name} alone carries the whole Region: name a second zone or cell`,
    }));

/** What a rung does not ask must not be there, or claiming less would be a way round the rules. */
const withinItsRung: Find = (pipeline) => {
  const beyond = beyondRung(pipeline);
  return beyond === undefined
    ? []
    : [{ path: 'rung', message: `"${pipeline.rung}" is said, and there ${beyond}: say how far the pipeline has come` }];
};

function beyondRung(pipeline: Pipeline): string | undefined {
  const regions = new Set(wavesOf(pipeline).flatMap(({ part }) => part.regions.map(({ name }) => name))).size;
  switch (pipeline.rung ?? 'waves') {
    case 'build':
      return pipeline.stages.length > 0 ? 'are stages' : undefined;
    case 'test':
      return wavesOf(pipeline).length > 0 ? 'is production' : undefined;
    case 'oneRegion':
    case 'rollback':
    case 'zones':
      return regions > 1 ? `are ${regions} Regions of production` : undefined;
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
