/** A CloudFormation client that gives AWS's documented answers where the emulator cannot: none reaches a server. */
import {
  CloudFormationClient,
  type CloudFormationServiceException,
  type CreateChangeSetCommandInput,
  type CreateChangeSetCommandOutput,
  type DeleteChangeSetCommandInput,
  type DeleteChangeSetCommandOutput,
  type DeleteStackCommandInput,
  type DeleteStackCommandOutput,
  type DescribeChangeSetCommandInput,
  type DescribeChangeSetCommandOutput,
  type DescribeEventsCommandInput,
  type DescribeEventsCommandOutput,
  type DescribeStackEventsCommandInput,
  type DescribeStackEventsCommandOutput,
  type DescribeStacksCommandInput,
  type DescribeStacksCommandOutput,
  type ExecuteChangeSetCommandInput,
  type ExecuteChangeSetCommandOutput,
  type GetTemplateCommandInput,
  type GetTemplateCommandOutput,
  type ListChangeSetsCommandInput,
  type ListChangeSetsCommandOutput,
  type ListStackResourcesCommandInput,
  type ListStackResourcesCommandOutput,
} from '@aws-sdk/client-cloudformation';

type Answer<I, O> = (input: I) => Omit<O, '$metadata'>;

/** By call: AWS's answer to an input. It may throw `refusal`. */
export interface FakeAnswers {
  readonly CreateChangeSet?: Answer<CreateChangeSetCommandInput, CreateChangeSetCommandOutput>;
  readonly DeleteChangeSet?: Answer<DeleteChangeSetCommandInput, DeleteChangeSetCommandOutput>;
  readonly DeleteStack?: Answer<DeleteStackCommandInput, DeleteStackCommandOutput>;
  readonly DescribeChangeSet?: Answer<DescribeChangeSetCommandInput, DescribeChangeSetCommandOutput>;
  readonly DescribeEvents?: Answer<DescribeEventsCommandInput, DescribeEventsCommandOutput>;
  readonly DescribeStackEvents?: Answer<DescribeStackEventsCommandInput, DescribeStackEventsCommandOutput>;
  readonly DescribeStacks?: Answer<DescribeStacksCommandInput, DescribeStacksCommandOutput>;
  readonly ExecuteChangeSet?: Answer<ExecuteChangeSetCommandInput, ExecuteChangeSetCommandOutput>;
  readonly GetTemplate?: Answer<GetTemplateCommandInput, GetTemplateCommandOutput>;
  readonly ListChangeSets?: Answer<ListChangeSetsCommandInput, ListChangeSetsCommandOutput>;
  readonly ListStackResources?: Answer<ListStackResourcesCommandInput, ListStackResourcesCommandOutput>;
}

/** A client that answers these calls, and fails at any other. `calls` has the names of all, in order. */
export function aFakeCloudFormation(answers: FakeAnswers): { readonly client: CloudFormationClient; readonly calls: string[] } {
  const client = new CloudFormationClient({ region: 'us-west-2' });
  const calls: string[] = [];
  client.middlewareStack.add(
    (_, { commandName = '' }) =>
      async ({ input }) => {
        const name = commandName.replace(/Command$/, '');
        const answer = Object.entries(answers).find(([call]) => call === name)?.[1];
        if (answer === undefined) throw new Error(`the test has no answer to ${name}`);
        calls.push(name);
        return { response: {}, output: { $metadata: {}, ...(answer as (of: unknown) => object)(input) } };
      },
    { step: 'initialize' },
  );
  return { client, calls };
}

/** An error of AWS, by its code. */
export const refusal = (name: string, message: string): Error & Pick<CloudFormationServiceException, 'name'> =>
  Object.assign(new Error(message), { name });
