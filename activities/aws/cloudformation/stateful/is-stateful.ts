import published from './aws-types.json';
import { cfnLintTypes } from './cfn-lint-types';
import { ownTypes } from './own-types';

/** The type of a nested stack, which is judged by its resources. */
export const nestedStackType = 'AWS::CloudFormation::Stack';

/** What the CDK writes into every stack about itself. It has no resource behind it, and the published list does not know it. */
const withoutResource = ['AWS::CDK::Metadata'];

/** Types that a macro replaces with others, tables among them: none is ever a resource of a stack. */
const shorthand = 'AWS::Serverless::';

const stateful: ReadonlySet<string> = new Set([...published.stateful, ...cfnLintTypes, ...ownTypes]);

const known: ReadonlySet<string> = new Set([
  ...withoutResource,
  ...Object.entries(published.known).flatMap(([service, names]) => names.split(' ').map((name) => `${service}::${name}`)),
]);

/**
 * Whether a resource of this type may have data that cannot be recreated; Slipway never deletes or replaces one. It is so for every type
 * that is on one of three lists, for every type that AWS did not publish when the list was made, and for every custom resource or type of
 * a third party, because nobody knows what is behind it. Only those last can be declared `stateless`.
 */
export function isStateful(type: string, stateless: readonly string[] = []): boolean {
  if (type === nestedStackType) return false;
  if (isCustom(type)) return !stateless.includes(type);
  return stateful.has(type) || !known.has(type) || type.startsWith(shorthand);
}

/** Whether somebody else than AWS decides what is behind the type. */
const isCustom = (type: string): boolean =>
  type === 'AWS::CloudFormation::CustomResource' || !(type.startsWith('AWS::') || known.has(type));
