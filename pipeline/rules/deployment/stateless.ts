/** The custom resources of a component that hold no data, which Slipway may therefore delete and replace. */
import type { Component } from '../../model/pipeline';
import { hiddenIn } from '../../templates/hidden';
import { resourcesIn } from '../../templates/resources';
import { error, type Find, type FindInTemplates, type Finding, quoted, type Rule } from '../rule';
import { componentsOf } from '../walk';

/** What AWS's own types hold is known, and nobody may declare away the data of a table. */
const typesAreCustom: Find = (pipeline) =>
  componentsOf(pipeline).flatMap(({ path, part: { stateless = [] } }) => [
    ...stateless
      .filter((type) => !isCustom(type))
      .map((type) => ({
        path: `${path}/stateless`,
        message: `${quoted(type)} is not a custom or third-party type: write one of the template, as in Custom::Name`,
      })),
    ...[...new Set(stateless.filter((type, index) => stateless.indexOf(type) !== index))].map((type) => ({
      path: `${path}/stateless`,
      message: `${quoted(type)} is listed twice: remove one`,
    })),
  ]);

/** Names in CloudFormation's form. A type of AWS begins with `AWS::`, however it is written. */
const isCustom = (type: string): boolean =>
  type === 'AWS::CloudFormation::CustomResource' ||
  /^Custom::[\w@-]{1,60}$/.test(type) ||
  (/^[A-Za-z0-9]{2,64}(::[A-Za-z0-9]{2,64}){2}$/.test(type) && !/^(aws|custom)::/i.test(type));

/** A type that no template has may be misspelt, or a leftover that would cover a later resource. */
const typesExist: FindInTemplates = (pipeline, templates) =>
  componentsOf(pipeline).flatMap(({ path, part }) => {
    const bodies = filesOf(part).map((file) => (Object.hasOwn(templates, file) ? templates[file] : undefined));
    if (bodies.some((body) => body === undefined || hiddenIn(body).length > 0)) return [];
    const types = new Set(bodies.flatMap((body) => resourcesIn(body, { truths: new Map() }).map(({ type }) => type)));
    return (part.stateless ?? []).flatMap((type): Finding[] =>
      types.has(type)
        ? []
        : [
            {
              path: `${path}/stateless`,
              message: `no template of ${path} has a resource of type ${quoted(type)}: correct it, or remove it`,
            },
          ],
    );
  });

const filesOf = ({ template, oneBox }: Component): string[] => [template, ...(oneBox === undefined ? [] : [oneBox])];

export const stateless: readonly Rule[] = [
  error('bad-stateless', typesAreCustom),
  { name: 'stateless-names-nothing', level: 'warning', needs: 'templates', find: typesExist },
];
