/** Files of the repository that a template names: tools upload them and put an address there, but CloudFormation refuses the path. */
import { evaluate } from '../../templates/evaluate';
import { hiddenIn } from '../../templates/hidden';
import { type Resource, resourcesIn } from '../../templates/resources';
import { type FindInTemplates, quoted, type Rule } from '../rule';
import { componentsOf } from '../walk';

/** By type, the properties that `aws cloudformation package` and `sam package` replace, where a text can only be an address in S3. */
const uploaded: Readonly<Record<string, readonly string[]>> = {
  'AWS::CloudFormation::Stack': ['TemplateURL'],
  'AWS::Lambda::Function': ['Code'],
  'AWS::Lambda::LayerVersion': ['Content'],
  'AWS::Serverless::Api': ['DefinitionUri'],
  'AWS::Serverless::Application': ['Location'],
  'AWS::Serverless::Function': ['CodeUri'],
  'AWS::Serverless::HttpApi': ['DefinitionUri'],
  'AWS::Serverless::LayerVersion': ['ContentUri'],
  'AWS::Serverless::StateMachine': ['DefinitionUri'],
  'AWS::StepFunctions::StateMachine': ['DefinitionS3Location'],
};

const nothing = { parameters: {}, mappings: {}, truths: new Map() };

const filesAreUploaded: FindInTemplates = (pipeline, templates) =>
  componentsOf(pipeline).flatMap(({ path, part: { template, oneBox } }) =>
    Object.entries({ template, ...(oneBox !== undefined && oneBox !== template && { oneBox }) }).flatMap(([key, file]) =>
      writtenFor(Object.hasOwn(templates, file) ? templates[file] : undefined).flatMap((resource) =>
        localIn(resource).map(([property, value]) => ({
          path: `${path}/${key}/${resource.id}`,
          message: `its ${property} ${quoted(value)} is a file of the repository, which nobody uploads: let the build upload it and write its address in S3, or write its content into the template`,
        })),
      ),
    ),
  );

/** The resources of a template, if no macro of somebody may put an address there. */
const writtenFor = (template: unknown): Resource[] =>
  hiddenIn(template).some((one) => one.startsWith('Transform ') && !one.startsWith('Transform AWS::'))
    ? []
    : resourcesIn(template, nothing);

/** What only a deployment knows, as `Fn::Sub` over a bucket, is none. */
const localIn = ({ type, properties }: Resource): (readonly [property: string, value: string])[] =>
  (Object.hasOwn(uploaded, type) ? (uploaded[type] ?? []) : []).flatMap((property) => {
    const value = evaluate(properties[property], nothing);
    return typeof value === 'string' && !/^[a-z][a-z0-9]*:\/\/|\{\{resolve:/i.test(value) ? [[property, value] as const] : [];
  });

export const localFiles: readonly Rule[] = [{ name: 'local-file', level: 'error', needs: 'templates', find: filesAreUploaded }];
