/** Accounts, Regions and zones whose names have the wrong form. Whether they exist is not known here. */

import type { Stage } from '../../model/pipeline';
import { error, type Find, type Finding, quoted, type Rule, warning } from '../rule';
import { type At, regionsOf, stagesOf, wavesOf, zonesOf } from '../walk';

const accounts: Find = (pipeline) =>
  [...stagesOf(pipeline), ...stagesOf(pipeline).flatMap(regionsOf)].flatMap(({ path, part: { account } }) =>
    account === undefined || /^\d{12}$/.test(account)
      ? []
      : [{ path: `${path}/account`, message: `${quoted(account)} is not an AWS account: write its twelve digits` }],
  );

/** An area, sometimes with a country or partition, then a direction and a number. */
const regionName = /^[a-z]{2,4}(-[a-z]+)*-(north|south|east|west|central|northeast|northwest|southeast|southwest)-\d$/;

const regionNames: Find = (pipeline) =>
  stagesOf(pipeline)
    .flatMap(regionsOf)
    .filter((region) => !regionName.test(region.part.name))
    .map((region) => ({
      path: region.path,
      message: `${quoted(region.part.name)} is not an AWS Region: write its name, as in us-west-2`,
    }));

/** The id of an Availability Zone, as in `usw2-az1`, contains its Region. Names of another form, as of cells, do not. */
const zonesOfTheirRegion: Find = (pipeline) =>
  stagesOf(pipeline)
    .flatMap(regionsOf)
    .flatMap((region) => zonesOf(region).flatMap((zone) => zoneElsewhere(zone.part.name, region.part.name, zone.path)));

function zoneElsewhere(zone: string, region: string, path: string): Finding[] {
  const [, of] = /^([a-z]+\d)-az\d+$/.exec(zone) ?? [];
  const [, area, where = '', at = ''] = /^([a-z]{2})-([a-z]+)-(\d)$/.exec(region) ?? [];
  if (of === undefined || area === undefined) return [];
  const expected = `${area}${initials(where)}${at}`;
  return of === expected
    ? []
    : [{ path, message: `${quoted(zone)} is a zone of another Region: zones of ${region} begin with ${expected}-az` }];
}

/** `se` of southeast, `w` of west, `c` of central. */
const initials = (where: string): string =>
  where.replace(/^(north|south)?(east|west)?(central)?$/, (_, ...parts: (string | undefined)[]) =>
    parts
      .slice(0, 3)
      .map((part = '') => part.slice(0, 1))
      .join(''),
  );

/** Tests in an account of production can hurt production: they share limits and permissions, and stacks if names collide. */
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
    .map(({ path, part }) => ({
      path,
      message: `${quoted(part)} is also an account of production: use another account for tests`,
    }));
};

/** The accounts of a stage, each where it is written. */
const accountsOf = (stage: At<Stage>): At<string>[] => {
  const own = regionsOf(stage).flatMap(({ path, part: { account } }) =>
    account === undefined ? [] : [{ path: `${path}/account`, part: account }],
  );
  const isUsed = stage.part.regions.some(({ account }) => account === undefined);
  return [...(isUsed ? [{ path: `${stage.path}/account`, part: stage.part.account }] : []), ...own];
};

export const accountsAndRegions: readonly Rule[] = [
  error('bad-account', accounts),
  error('bad-region', regionNames),
  warning('zone-of-another-region', zonesOfTheirRegion),
  warning('tests-in-production-account', testsElsewhere, { from: 'oneRegion' }),
];
