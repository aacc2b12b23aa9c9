/** Accounts, Regions and zones that cannot be: their shape alone is known here, not which of them there are. */

import type { Stage } from '../../model/pipeline';
import { error, type Find, type Finding, type Rule, warning } from '../rule';
import { type At, regionsOf, stagesOf, wavesOf, zonesOf } from '../walk';

const accounts: Find = (pipeline) =>
  [...stagesOf(pipeline), ...stagesOf(pipeline).flatMap(regionsOf)].flatMap(({ path, part: { account } }) =>
    account === undefined || /^\d{12}$/.test(account)
      ? []
      : [{ path: `${path}/account`, message: `${quoted(account)} is no AWS account: write its twelve digits` }],
  );

/** An area, maybe a country or a partition, where in it, and a number. */
const regionName = /^[a-z]{2,4}(-[a-z]+)*-(north|south|east|west|central|northeast|northwest|southeast|southwest)-\d$/;

const regionNames: Find = (pipeline) =>
  stagesOf(pipeline)
    .flatMap(regionsOf)
    .filter((region) => !regionName.test(region.part.name))
    .map((region) => ({
      path: region.path,
      message: `${quoted(region.part.name)} is no AWS Region: write its name, as in us-west-2`,
    }));

/** Ids of zones, as in `usw2-az1`, say which Region they are of. What is called otherwise, as a cell is, says nothing. */
const zonesOfTheirRegion: Find = (pipeline) =>
  stagesOf(pipeline)
    .flatMap(regionsOf)
    .flatMap((region) => zonesOf(region).flatMap((zone) => strange(zone.part.name, region.part.name, zone.path)));

function strange(zone: string, region: string, path: string): Finding[] {
  const [, of] = /^([a-z]+\d)-az\d+$/.exec(zone) ?? [];
  const [, area, where = '', at = ''] = /^([a-z]{2})-([a-z]+)-(\d)$/.exec(region) ?? [];
  if (of === undefined || area === undefined) return [];
  const wanted = `${area}${initials(where)}${at}`;
  return of === wanted
    ? []
    : [{ path, message: `${quoted(zone)} is a zone of another Region: those of ${region} begin with ${wanted}-az` }];
}

/** `se` of southeast, `w` of west, `c` of central. */
const initials = (where: string): string =>
  where.replace(/^(north|south)?(east|west)?(central)?$/, (_, ...parts: (string | undefined)[]) =>
    parts
      .slice(0, 3)
      .map((part = '') => part.slice(0, 1))
      .join(''),
  );

/** What is tried out beside production can hurt it: they share limits and rights, and where names meet, stacks. */
const testsElsewhere: Find = (pipeline) => {
  const production = new Set(
    wavesOf(pipeline)
      .flatMap(accountsOf)
      .map(({ part }) => part),
  );
  return stagesOf(pipeline)
    .filter(({ part }) => part.environment !== 'prod')
    .flatMap(accountsOf)
    .filter(({ part }) => production.has(part))
    .map(({ path, part }) => ({ path, message: `${quoted(part)} is an account of production: give tests one of their own` }));
};

/** Each once, where it is written. */
const accountsOf = (stage: At<Stage>): At<string>[] => {
  const own = regionsOf(stage).flatMap(({ path, part: { account } }) =>
    account === undefined ? [] : [{ path: `${path}/account`, part: account }],
  );
  const isUsed = stage.part.regions.some(({ account }) => account === undefined);
  return [...(isUsed ? [{ path: `${stage.path}/account`, part: stage.part.account }] : []), ...own];
};

const quoted = (value: unknown): string => JSON.stringify(value);

export const accountsAndRegions: readonly Rule[] = [
  error('bad-account', accounts),
  error('bad-region', regionNames),
  warning('zone-of-another-region', zonesOfTheirRegion),
  warning('tests-in-production-account', testsElsewhere, { from: 'oneRegion' }),
];
