/** What is no value of its kind at all: it may have come from JSON, or from a file without types. */
import { parseDuration } from '../duration';
import type { Alarm, Traffic } from '../model';
import { error, type Find, type Finding, type Rule } from '../rule';
import { alarmPlaces } from './places';
import { type At, bakesOf, regionsOf, stagesOf } from './walk';

const hasStages: Find = ({ rung, stages }) =>
  stages.length > 0 || rung === 'build'
    ? []
    : [{ path: 'stages', message: "there is none: write at least one stage, as in wave('first', { … })" }];

const hasComponents: Find = ({ components }) =>
  Object.keys(components).length > 0
    ? []
    : [{ path: 'components', message: 'there is none, so there is nothing to deploy: name at least one' }];

const buildRuns: Find = ({ build }) =>
  build.run.length > 0
    ? []
    : [{ path: 'build/run', message: "is empty: write the command and its arguments, as in ['npm', 'run', 'package']" }];

const outputStaysInside: Find = ({ build }) =>
  isInside(build.output)
    ? []
    : [{ path: 'build/output', message: `${quoted(build.output)} leaves the checkout: name a folder in it, as in dist` }];

const templatesStayInside: Find = ({ components }) =>
  Object.entries(components).flatMap(([name, { template, oneBox, payload }]) =>
    Object.entries({ template, oneBox, payload }).flatMap(([key, path]) =>
      path === undefined || isInside(path)
        ? []
        : [{ path: `components/${name}/${key}`, message: `${quoted(path)} leaves the build's output: write a path in it` }],
    ),
  );

const accounts: Find = (pipeline) =>
  [...stagesOf(pipeline), ...stagesOf(pipeline).flatMap(regionsOf)].flatMap(({ path, part: { account } }) =>
    account === undefined || /^\d{12}$/.test(account)
      ? []
      : [{ path: `${path}/account`, message: `${quoted(account)} is no AWS account: write its twelve digits` }],
  );

const regionNames: Find = (pipeline) =>
  stagesOf(pipeline)
    .flatMap(regionsOf)
    .filter((region) => !/^[a-z]{2}(-[a-z]+)+-\d$/.test(region.part.name))
    .map((region) => ({
      path: region.path,
      message: `${quoted(region.part.name)} is no AWS Region: write its name, as in us-west-2`,
    }));

const stagesReachSomething: Find = (pipeline) =>
  stagesOf(pipeline).flatMap((stage) =>
    stage.part.regions.length === 0
      ? [
          {
            path: `${stage.path}/regions`,
            message: 'there is none, so the stage would pass without deploying: name at least one',
          },
        ]
      : regionsOf(stage)
          .filter((region) => region.part.zones.length === 0)
          .map((region) => ({ path: `${region.path}/zones`, message: 'there is none: name at least one, as in usw2-az1' })),
  );

const durations: Find = (pipeline) => [
  ...durationAt('lookEvery', pipeline.lookEvery, 'positive'),
  ...periodAt('traffic', pipeline.traffic),
  ...alarmPlaces(pipeline).flatMap(({ path, part }) =>
    Object.entries(part).flatMap(([kind, alarms]) => firesAt(`${path}/${kind}`, alarms)),
  ),
  ...stagesOf(pipeline).flatMap(({ path, part }) => periodAt(`${path}/traffic`, part.traffic)),
  ...stagesOf(pipeline).flatMap(({ path, part }) =>
    part.loadTest === undefined ? [] : durationAt(`${path}/loadTest/within`, part.loadTest.within, 'positive'),
  ),
  ...stagesOf(pipeline)
    .flatMap(bakesOf)
    .flatMap(({ path, part }) => [
      ...durationAt(`${path}/for`, part.for),
      ...durationAt(`${path}/deadline`, part.deadline),
      ...deadline({ path, part }),
    ]),
];

const periodAt = (path: string, traffic: Traffic | undefined): Finding[] =>
  traffic === undefined ? [] : durationAt(`${path}/period`, traffic.period, 'positive');

const firesAt = (path: string, alarms: readonly Alarm[]): Finding[] =>
  alarms.flatMap((alarm) =>
    typeof alarm === 'string' ? [] : durationAt(`${path}/${alarm.name}/firesWithin`, alarm.firesWithin, 'positive'),
  );

function durationAt(path: string, text: string, kind: 'any' | 'positive' = 'any'): Finding[] {
  const ms = parseDuration(text);
  if (ms === undefined)
    return [{ path, message: `${quoted(text)} is no duration: write a number and a unit, as in 90s, 30m or 12h` }];
  return kind === 'positive' && ms === 0 ? [{ path, message: `${quoted(text)} is no time at all: write more than zero` }] : [];
}

function deadline({ path, part }: At<{ for: string; deadline: string; minimumRequests: number }>): Finding[] {
  const minimum = Number.isInteger(part.minimumRequests) && part.minimumRequests >= 0;
  const wrongMinimum = {
    path: `${path}/minimumRequests`,
    message: `${part.minimumRequests} is no number of requests: write a whole number, 0 or more`,
  };
  const late = (parseDuration(part.deadline) ?? Infinity) >= (parseDuration(part.for) ?? 0);
  const early = {
    path: `${path}/deadline`,
    message: `${part.deadline} is before the bake's own time of ${part.for} has passed: write a longer one`,
  };
  return [...(minimum ? [] : [wrongMinimum]), ...(late ? [] : [early])];
}

const isInside = (path: string): boolean =>
  path !== '' && !path.startsWith('/') && !path.includes('\\') && !path.split('/').includes('..');

const quoted = (value: unknown): string => JSON.stringify(value);

export const shapes: readonly Rule[] = [
  error('no-stages', hasStages),
  error('no-components', hasComponents),
  error('no-build-command', buildRuns),
  error('output-outside', outputStaysInside),
  error('path-outside', templatesStayInside),
  error('bad-account', accounts),
  error('bad-region', regionNames),
  error('stage-reaches-nothing', stagesReachSomething),
  error('bad-number', durations),
];
