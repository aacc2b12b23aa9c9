/** Values that are empty or of the wrong kind, as JSON and files without types can contain them. */
import type { Traffic } from '../../model/pipeline';
import { suppliedParameters } from '../../model/release';
import { error, type Find, quoted, type Rule } from '../rule';
import { componentsOf, regionsOf, stagesOf } from '../walk';

const hasStages: Find = ({ rung, stages }) =>
  stages.length > 0 || rung === 'build'
    ? []
    : [{ path: 'stages', message: "is empty: write at least one stage, as in wave('first', { … })" }];

const hasComponents: Find = ({ components }) =>
  Object.keys(components).length > 0
    ? []
    : [{ path: 'components', message: 'is empty, so there is nothing to deploy: name at least one component' }];

const buildRuns: Find = ({ build }) =>
  build.run.length > 0
    ? []
    : [{ path: 'build/run', message: "is empty: write the command and its arguments, as in ['npm', 'run', 'package']" }];

const outputStaysInside: Find = ({ build }) =>
  isInside(build.output)
    ? []
    : [
        {
          path: 'build/output',
          message: `${quoted(build.output)} is not a folder in the checkout: write a relative path, as in dist`,
        },
      ];

const templatesStayInside: Find = ({ components }) =>
  Object.entries(components).flatMap(([name, { template, oneBox, payload }]) => [
    ...Object.entries({ template, oneBox })
      .filter(([, path]) => path !== undefined && !isFileInside(path))
      .map(([key, path]) => ({
        path: `components/${name}/${key}`,
        message: `${quoted(path)} is not a file in the build's output: write a relative path, as in api.json`,
      })),
    ...(payload === undefined || isInside(payload)
      ? []
      : [
          {
            path: `components/${name}/payload`,
            message: `${quoted(payload)} is not in the build's output: write a relative path, as in api`,
          },
        ]),
  ]);

const stagesReachSomething: Find = (pipeline) =>
  stagesOf(pipeline).flatMap((stage) =>
    stage.part.regions.length === 0
      ? [
          {
            path: `${stage.path}/regions`,
            message: 'is empty, so the stage would pass without a deployment: name at least one Region',
          },
        ]
      : regionsOf(stage)
          .filter((region) => region.part.zones.length === 0)
          .map((region) => ({ path: `${region.path}/zones`, message: 'is empty: name at least one zone, as in usw2-az1' })),
  );

/** Nobody writes an empty text on purpose, and it would count as present. */
const textsAreNotEmpty: Find = (pipeline) =>
  [
    ...textsAt('team', [pipeline.team]),
    ...Object.entries(pipeline.source).flatMap(([key, text]) => textsAt(`source/${key}`, [text])),
    ...textsAt('build/run', pipeline.build.run.slice(0, 1)), // later arguments may be empty
    ...trafficTexts('traffic', pipeline.traffic),
    ...stagesOf(pipeline).flatMap(({ path, part: { tests, canaries = [], traffic } }) => [
      ...trafficTexts(`${path}/traffic`, traffic),
      ...textsAt(`${path}/tests`, tests),
      ...textsAt(`${path}/canaries`, canaries),
    ]),
  ].map((path) => ({ path, message: 'is empty or has an empty item: write a text, or remove it' }));

const trafficTexts = (path: string, traffic: Traffic | undefined): string[] =>
  traffic === undefined
    ? []
    : [
        ...textsAt(`${path}/namespace`, [traffic.namespace]),
        ...textsAt(`${path}/metric`, [traffic.metric]),
        ...Object.entries(traffic.dimensions).flatMap(([key, text]) => textsAt(`${path}/dimensions/${key}`, [text])),
      ];

const textsAt = (path: string, texts: readonly string[]): string[] => (texts.some((text) => text.trim() === '') ? [path] : []);

/** Slipway sets these parameters for each target, and would silently replace the written value. */
const ownParameters: Find = (pipeline) =>
  componentsOf(pipeline).flatMap(({ path, part: { parameters, payload } }) =>
    Object.keys(parameters)
      .filter((name) => suppliedNames.includes(name) || (name === 'Payload' && payload !== undefined))
      .map((name) => ({
        path: `${path}/parameters/${name}`,
        message: 'is set by Slipway for each target: remove it',
      })),
  );

/** The parameters that Slipway supplies, without `Payload`, which not every component has. */
export const suppliedNames: readonly string[] = Object.keys(
  suppliedParameters({ environment: 'prod', region: '', component: '', account: '', stack: '', zone: 'a', share: 'fleet' }),
);

const isInside = (path: string): boolean =>
  path !== '' && !path.startsWith('/') && !/[\\\p{Cc}]/u.test(path) && !path.split('/').includes('..');

/** Unlike a payload, a template must be a file. */
const isFileInside = (path: string): boolean => isInside(path) && !/(^|\/)\.?$/.test(path);

export const shapes: readonly Rule[] = [
  error('no-stages', hasStages),
  error('no-components', hasComponents),
  error('no-build-command', buildRuns),
  error('output-outside', outputStaysInside),
  error('path-outside', templatesStayInside),
  error('stage-reaches-nothing', stagesReachSomething),
  error('empty-text', textsAreNotEmpty),
  error('supplied-parameter', ownParameters),
];
