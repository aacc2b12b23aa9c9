/** What is no value of its kind at all: it may have come from JSON, or from a file without types. */
import type { Traffic } from '../../model/pipeline';
import { suppliedParameters } from '../../model/release';
import { error, type Find, type Rule } from '../rule';
import { componentsOf, regionsOf, stagesOf } from '../walk';

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
  Object.entries(components).flatMap(([name, { template, oneBox, payload }]) => [
    ...Object.entries({ template, oneBox })
      .filter(([, path]) => path !== undefined && !isFileInside(path))
      .map(([key, path]) => ({
        path: `components/${name}/${key}`,
        message: `${quoted(path)} ${path === undefined || isInside(path) ? 'names no file' : "leaves the build's output"}: write a path in it`,
      })),
    ...(payload === undefined || isInside(payload)
      ? []
      : [{ path: `components/${name}/payload`, message: `${quoted(payload)} leaves the build's output: write a path in it` }]),
  ]);

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

/** What nobody would write on purpose, and what would pass for something that is there. */
const saysSomething: Find = (pipeline) =>
  [
    ...textsAt('team', [pipeline.team]),
    ...Object.entries(pipeline.source).flatMap(([key, text]) => textsAt(`source/${key}`, [text])),
    ...textsAt('build/run', pipeline.build.run.slice(0, 1)), // a program may be given an empty argument
    ...trafficTexts('traffic', pipeline.traffic),
    ...stagesOf(pipeline).flatMap(({ path, part: { tests, canaries = [], traffic } }) => [
      ...trafficTexts(`${path}/traffic`, traffic),
      ...textsAt(`${path}/tests`, tests),
      ...textsAt(`${path}/canaries`, canaries),
    ]),
  ].map((path) => ({ path, message: 'is empty, or has an empty part: write what it is, or leave it out' }));

const trafficTexts = (path: string, traffic: Traffic | undefined): string[] =>
  traffic === undefined
    ? []
    : [
        ...textsAt(`${path}/namespace`, [traffic.namespace]),
        ...textsAt(`${path}/metric`, [traffic.metric]),
        ...Object.entries(traffic.dimensions).flatMap(([key, text]) => textsAt(`${path}/dimensions/${key}`, [text])),
      ];

const textsAt = (path: string, texts: readonly string[]): string[] => (texts.some((text) => text.trim() === '') ? [path] : []);

/** Slipway fills these in for each target, and its value would win without a word. */
const ownParameters: Find = (pipeline) =>
  componentsOf(pipeline).flatMap(({ path, part: { parameters, payload } }) =>
    Object.keys(parameters)
      .filter((name) => supplied.includes(name) || (name === 'Payload' && payload !== undefined))
      .map((name) => ({
        path: `${path}/parameters/${name}`,
        message: 'is supplied by Slipway, for each target its own: leave it out',
      })),
  );

const supplied = Object.keys(
  suppliedParameters({ environment: 'prod', region: '', component: '', account: '', stack: '', zone: 'a', share: 'fleet' }),
);

const isInside = (path: string): boolean =>
  path !== '' && !path.startsWith('/') && !/[\\\p{Cc}]/u.test(path) && !path.split('/').includes('..');

/** A payload may be a folder, and all that was built. */
const isFileInside = (path: string): boolean => isInside(path) && !/(^|\/)\.?$/.test(path);

const quoted = (value: unknown): string => JSON.stringify(value);

export const shapes: readonly Rule[] = [
  error('no-stages', hasStages),
  error('no-components', hasComponents),
  error('no-build-command', buildRuns),
  error('output-outside', outputStaysInside),
  error('path-outside', templatesStayInside),
  error('stage-reaches-nothing', stagesReachSomething),
  error('empty-text', saysSomething),
  error('supplied-parameter', ownParameters),
];
