import {
  type CloudFormationClient,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  GetTemplateCommand,
  type Stack,
  type StackEvent,
} from '@aws-sdk/client-cloudformation';
import { conditionOf, type StackCondition } from './stack-status';

/** A stack as it is now. */
export interface SeenStack {
  readonly condition: StackCondition;
  readonly status: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly parameters: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
  /** Of `slipway:digest`, believed only of a steady stack: one whose creation failed bears its tags too. */
  readonly digest?: string;
  /** Of `slipway:change`: which change last altered it. */
  readonly change?: string;
}

const absent: SeenStack = { condition: 'absent', status: 'absent', tags: {}, parameters: {}, outputs: {} };

/** Reads a stack; one that does not exist is `absent`. */
export async function seeStack(client: CloudFormationClient, name: string): Promise<SeenStack> {
  try {
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: name }));
    const stack = Stacks?.[0];
    return stack === undefined ? absent : seen(stack);
  } catch (err) {
    if (doesNotExist(err)) return absent;
    throw err;
  }
}

/** The template as it was handed over, not as it was processed. */
export async function templateOf(client: CloudFormationClient, name: string): Promise<string> {
  const { TemplateBody } = await client.send(new GetTemplateCommand({ StackName: name, TemplateStage: 'Original' }));
  if (TemplateBody === undefined) throw new Error(`CloudFormation answers no template for the stack ${name}`);
  return TemplateBody;
}

/** The events of the operation that bears a token, newest first; none where no such operation was ever begun. */
export async function eventsOf(client: CloudFormationClient, name: string, token: string): Promise<StackEvent[]> {
  const events: StackEvent[] = [];
  let next: string | undefined;
  do {
    const page = await client.send(
      new DescribeStackEventsCommand({ StackName: name, ...(next !== undefined && { NextToken: next }) }),
    );
    events.push(...(page.StackEvents ?? []).filter((event) => event.ClientRequestToken === token));
    next = page.NextToken;
  } while (next !== undefined);
  return events;
}

/** CloudFormation has no error of its own for a stack that does not exist. */
export const doesNotExist = (err: unknown): boolean =>
  err instanceof Error && err.name === 'ValidationError' && /does not exist/.test(err.message);

function seen(stack: Stack): SeenStack {
  const status = stack.StackStatus ?? 'unknown';
  const condition = conditionOf(status);
  const tags = record(stack.Tags, (tag) => [tag.Key, tag.Value]);
  return {
    condition,
    status,
    tags,
    parameters: record(stack.Parameters, (parameter) => [parameter.ParameterKey, parameter.ParameterValue]),
    outputs: record(stack.Outputs, (output) => [output.OutputKey, output.OutputValue]),
    ...(condition === 'steady' && tags[digestTag] !== undefined && { digest: tags[digestTag] }),
    ...(condition === 'steady' && tags[changeTag] !== undefined && { change: tags[changeTag] }),
  };
}

/** Which change last altered a stack. */
export const changeTag = 'slipway:change';
/** The digest of what a stack runs. */
export const digestTag = 'slipway:digest';

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
