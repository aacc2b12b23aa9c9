/** What a stack resolves that its own template does not show: in nested stacks, and in what macros write. */
import { type CloudFormationClient, GetTemplateCommand, paginateListStackResources } from '@aws-sdk/client-cloudformation';
import { templateOf } from '../cloudformation/stack';
import { readable } from './at-stack';
import { describeReference, describeValue, resolvingIn, type Unrestorable } from './resolving';
import { unreadable } from './unrestorable';

/**
 * Everything that resolves elsewhere in nested stacks at any depth, or only in the template that CloudFormation has processed. It never
 * rejects: what cannot be read is said instead.
 */
export async function hiddenIn(client: CloudFormationClient, stack: string, text: string): Promise<Unrestorable[]> {
  try {
    return mayHide(text) ? await found(client, stack, text) : [];
  } catch (err) {
    if (!(err instanceof Error)) throw err;
    const because = `they cannot be read: ${err.message} (${err.name})`;
    return [{ what: 'what its nested stacks and macros read from the Parameter Store or Secrets Manager', because }];
  }
}

async function found(client: CloudFormationClient, stack: string, text: string): Promise<Unrestorable[]> {
  const shown = new Set(allIn(text).map(({ what }) => what));
  return [...(hasMacro(text) ? await writtenByMacros(client, stack, shown) : []), ...(await inNestedStacks(client, stack))];
}

/** Whether a template may have nested stacks or macros, told from its text alone. */
export const mayHide = (text: string): boolean =>
  hasMacro(text) || /AWS::(CloudFormation::Stack|Serverless::Application)|::MODULE/.test(text);

const hasMacro = (text: string): boolean => /Transform["']?\s*:|!Transform\b/.test(text);

async function writtenByMacros(client: CloudFormationClient, stack: string, shown: ReadonlySet<string>): Promise<Unrestorable[]> {
  const { TemplateBody = '' } = await client.send(new GetTemplateCommand({ StackName: stack, TemplateStage: 'Processed' }));
  return allIn(TemplateBody)
    .filter(({ what }) => !shown.has(what))
    .map(({ what }) => ({ what, because: 'a macro writes it' }));
}

async function inNestedStacks(client: CloudFormationClient, stack: string): Promise<Unrestorable[]> {
  const inThem: Unrestorable[] = [];
  for await (const { StackResourceSummaries } of paginateListStackResources({ client }, { StackName: stack }))
    for (const { ResourceType, PhysicalResourceId: id, LogicalResourceId } of StackResourceSummaries ?? []) {
      if (ResourceType !== 'AWS::CloudFormation::Stack' || id === undefined) continue;
      const text = await templateOf(client, id);
      const inIt = [...allIn(text), ...(await hiddenIn(client, id, text))];
      inThem.push(
        ...inIt.map(({ what }) => ({
          what: `${what} in its nested stack ${LogicalResourceId}`,
          because: 'a nested stack has a template of its own',
        })),
      );
    }
  return inThem;
}

/** All that a template resolves elsewhere, whether or not it could be restored in a stack that is not nested. */
function allIn(text: string): Unrestorable[] {
  const template = readable(text);
  if (template === undefined) return unreadable(text);
  const { values, references, unrestorable } = resolvingIn({ template, parameters: {} });
  const because = '';
  return [
    ...values.map((value) => ({ what: describeValue(value), because })),
    ...references.map((reference) => ({ what: describeReference(reference), because })),
    ...unrestorable,
  ];
}
