import { deleteStack } from '../../../../activities/aws/cloudformation/delete-stack';
import { aFakeCloudFormation, refusal } from '../../builders/a-fake-cloudformation';
import { anActivity } from '../../builders/an-activity';

const state = { condition: 'wrecked', status: 'DELETE_FAILED', tags: {}, parameters: {}, outputs: {}, resolved: {} } as const;

/** The tokens with which a stack is deleted that has events of these. */
async function tokensAfter(...used: readonly string[]): Promise<(string | undefined)[]> {
  const tokens: (string | undefined)[] = [];
  const { client } = aFakeCloudFormation({
    DescribeStackEvents: () => ({
      StackEvents: used.map((ClientRequestToken, at) => ({
        StackId: 'shop',
        StackName: 'shop',
        EventId: String(at),
        Timestamp: undefined,
        ClientRequestToken,
      })),
    }),
    DeleteStack: ({ ClientRequestToken }) => {
      tokens.push(ClientRequestToken);
      return {};
    },
    DescribeStacks: () => {
      throw refusal('ValidationError', 'Stack with id shop does not exist');
    },
  });
  await anActivity().run(async () => await deleteStack(client, { stack: 'shop', state, token: 'back' }));
  return tokens;
}

describe('a stack is deleted', () => {
  test('with the token of the attempt', async () => {
    expect(await tokensAfter('other')).toEqual(['back']);
  });

  test('with another token after a deletion that failed: CloudFormation would take it for the same request', async () => {
    expect(await tokensAfter('back', 'back-2')).toEqual(['back-3']);
  });
});
