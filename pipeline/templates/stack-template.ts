/** The stacks of a pipeline with their templates, and what a template can refer to at its target. */

import type { Component, Pipeline, Stage } from '../model/pipeline';
import { suppliedParameters } from '../model/release';
import { accountOf, hasOneBox } from '../model/stage';
import { stackName, type Target } from '../model/target';
import type { Location } from '../plan/location';
import type { Scope } from './evaluate';
import { scopeOf } from './scope';
import { sectionOf } from './section';
import type { Templates } from './templates';

/** A template as parsed JSON, its target, and the release's parameters for it, without those that Slipway supplies. */
export interface StackTemplate {
  readonly template: unknown;
  readonly target: Target;
  readonly parameters: Readonly<Record<string, string>>;
}

/** A stack of a pipeline, with the stage that deploys it. */
export interface StageStack extends StackTemplate {
  readonly stage: Stage;
  /** The place of its template in the pipeline: `components/api/oneBox`. For a one-box with the template of the fleet, that of the fleet. */
  readonly path: string;
}

/** Every stack of a pipeline, each once, in the order of the stages. Leaves out those whose template is not there. */
export const everyStack = (pipeline: Pipeline, templates: Templates): StageStack[] =>
  pipeline.stages.flatMap((stage) =>
    stage.regions.flatMap((region) =>
      [undefined, ...region.zones].flatMap((zone) =>
        stacksAt(templates, { pipeline, stage, region, ...(zone && { zone }) })
          .filter(({ target, template }) => template !== undefined && target.zone === zone?.name)
          .map((stack) => ({ ...stack, stage, path: pathOfTemplate(stack, pipeline) })),
      ),
    ),
  );

const pathOfTemplate = ({ path, target: { component } }: { path: string; target: Target }, { components }: Pipeline): string =>
  components[component]?.oneBox === components[component]?.template ? `components/${component}/template` : path;

/** Every stack of the components at a location, with the place of its template in the pipeline: `components/api/oneBox`. */
export const stacksAt = (templates: Templates, location: Location): (StackTemplate & { readonly path: string })[] =>
  Object.entries(location.pipeline.components).flatMap(([name, component]) =>
    bodiesOf(component, location).map(({ key, file, share }) => ({
      path: `components/${name}/${key}`,
      template: Object.hasOwn(templates, file) ? templates[file] : undefined,
      target: targetOf(name, component, { ...location, ...(share && { share }) }),
      parameters: { ...component.parameters, ...location.stage.parameters?.[name] },
    })),
  );

/** What the functions of a stack's template can refer to. */
export const scopeAt = ({ template, target, parameters }: StackTemplate): Scope =>
  scopeOf(sectionOf(template), {
    ...parameters,
    ...suppliedParameters(target),
    'AWS::AccountId': target.account,
    'AWS::Region': target.region,
    'AWS::StackName': target.stack,
    ...partitionOf(target.region),
  });

/** By the prefix of the Region. Isolated and sovereign partitions have suffixes of their own, and are left unknown. */
function partitionOf(region: string): Readonly<Record<string, string>> {
  if (/-iso|^eusc-/.test(region)) return {};
  const isChina = region.startsWith('cn-');
  return {
    'AWS::Partition': isChina ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws',
    'AWS::URLSuffix': isChina ? 'amazonaws.com.cn' : 'amazonaws.com',
  };
}

type Body = { readonly key: 'template' | 'oneBox'; readonly file: string; readonly share?: Target['share'] };

function bodiesOf({ per, template, oneBox }: Component, { stage, zone }: Location): Body[] {
  if (per === 'region') return [{ key: 'template', file: template }];
  if (zone === undefined) return [];
  return [
    { key: 'template', file: template, share: 'fleet' },
    ...(oneBox !== undefined && hasOneBox(stage, zone) ? [{ key: 'oneBox', file: oneBox, share: 'one-box' } as const] : []),
  ];
}

function targetOf(
  component: string,
  { per }: Component,
  { pipeline, stage, region, zone, share }: Location & Pick<Target, 'share'>,
): Target {
  const where = {
    environment: stage.environment,
    account: accountOf(stage, region),
    region: region.name,
    component,
    ...(per === 'zone' && zone && { zone: zone.name }),
    ...(share && { share }),
  };
  return { stack: stackName(pipeline.name, where), ...where };
}
