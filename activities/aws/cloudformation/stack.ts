import { type CloudFormationClient, DescribeStacksCommand, GetTemplateCommand, type Stack } from '@aws-sdk/client-cloudformation';
import { conditionOf, type StackCondition } from './stack-status';

/** The tag that names the change which last altered a stack. */
export const changeTag = 'slipway:change';

/** The tag with the digest of what a stack runs. */
export const digestTag = 'slipway:digest';

/** A stack as it is now. */
export interface StackState {
  readonly condition: StackCondition;
  readonly status: string;
  /** `StackStatusReason`: why the stack has this status, if CloudFormation says so. */
  readonly reason?: string;
  /** The ARN. */
  readonly id?: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly parameters: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
  /** The values of parameters that CloudFormation read from the Parameter Store when it last updated the stack. */
  readonly resolved: Readonly<Record<string, string>>;
  /** Whether termination protection forbids to delete it. */
  readonly isProtected?: true;
  /** When the stack was created, in ms since 1970. */
  readonly createdMs?: number;
  /** The tag `slipway:digest`, only of a steady stack: one whose creation failed has the tags of the release too. */
  readonly digest?: string;
  /** The tag `slipway:change`, only of a steady stack: the change that last altered it. */
  readonly change?: string;
}

const absent: StackState = { condition: 'absent', status: 'absent', tags: {}, parameters: {}, outputs: {}, resolved: {} };

/** Reads a stack; one that does not exist is `absent`. */
export async function readStack(client: CloudFormationClient, name: string): Promise<StackState> {
  try {
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: name }));
    const stack = Stacks?.[0];
    return stack === undefined ? absent : stateOf(stack);
  } catch (err) {
    if (doesNotExist(err)) return absent;
    throw err;
  }
}

/** The template as it was submitted, before CloudFormation expanded macros. */
export async function templateOf(client: CloudFormationClient, name: string): Promise<string> {
  const { TemplateBody } = await client.send(new GetTemplateCommand({ StackName: name, TemplateStage: 'Original' }));
  if (TemplateBody === undefined) throw new Error(`CloudFormation returned no template for the stack ${name}`);
  return TemplateBody;
}

/** The template of a stack after CloudFormation expanded its macros, loops, includes and modules; the original if it has none. */
export const processedTemplateOf = async (client: CloudFormationClient, name: string): Promise<string> =>
  await processed(client, { StackName: name });

/** The processed template of a change set, by its ARN. */
export const processedTemplateIn = async (client: CloudFormationClient, changeSet: string): Promise<string> =>
  await processed(client, { ChangeSetName: changeSet });

async function processed(client: CloudFormationClient, of: { StackName: string } | { ChangeSetName: string }): Promise<string> {
  const { TemplateBody } = await client.send(new GetTemplateCommand({ ...of, TemplateStage: 'Processed' }));
  if (TemplateBody === undefined) throw new Error(`CloudFormation returned no template for ${Object.values(of)[0]}`);
  return TemplateBody;
}

/** Whether an error says that a stack does not exist. CloudFormation has no error type for it. */
export const doesNotExist = (err: unknown): boolean =>
  err instanceof Error && err.name === 'ValidationError' && /does not exist/.test(err.message);

/** Whether the worker's credentials may not make a call. */
export const isDenied = (err: unknown): err is Error => err instanceof Error && err.name.startsWith('AccessDenied');

function stateOf(stack: Stack): StackState {
  const status = stack.StackStatus ?? 'unknown';
  const condition = conditionOf(status);
  const tags = record(stack.Tags, (tag) => [tag.Key, tag.Value]);
  return {
    condition,
    status,
    ...(stack.StackStatusReason && { reason: stack.StackStatusReason }),
    ...(stack.StackId !== undefined && { id: stack.StackId }),
    tags,
    parameters: record(stack.Parameters, (parameter) => [parameter.ParameterKey, parameter.ParameterValue]),
    outputs: record(stack.Outputs, (output) => [output.OutputKey, output.OutputValue]),
    resolved: record(stack.Parameters, (parameter) => [parameter.ParameterKey, parameter.ResolvedValue]),
    ...(stack.EnableTerminationProtection && { isProtected: true }),
    ...(stack.CreationTime !== undefined && { createdMs: stack.CreationTime.getTime() }),
    ...(condition === 'steady' && tags[digestTag] !== undefined && { digest: tags[digestTag] }),
    ...(condition === 'steady' && tags[changeTag] !== undefined && { change: tags[changeTag] }),
  };
}

function record<T>(
  items: readonly T[] | undefined,
  pair: (item: T) => readonly [string | undefined, string | undefined],
): Record<string, string> {
  return Object.fromEntries(
    (items ?? []).flatMap((item) => {
      const [key, value] = pair(item);
      return key === undefined || value === undefined ? [] : [[key, value]];
    }),
  );
}
