import { ListChangeSetsCommand } from '@aws-sdk/client-cloudformation';
import { answering } from '../builders/a-cloudformation';
import { refusal } from '../builders/a-fake-cloudformation';
import { FakeStack } from '../builders/a-fake-stack';
import { aRelease, digestIn, note } from '../builders/a-release';
import { aSite } from '../builders/a-site';

const site = aSite();
const two = aRelease(note('two'));

const deployed = async (stack: FakeStack) =>
  await site.through({ cloudFormation: stack.client }).deploy({ target: site.target('shop'), release: await site.save(two) });

describe('reason-elsewhere: a deployment whose change set', () => {
  test('of an earlier attempt is obsolete prepares it again', async () => {
    const stack = new FakeStack({ name: 'shop', changeSets: [{ ExecutionStatus: 'OBSOLETE' }, {}] });
    expect(await deployed(stack)).toMatchObject({ touched: true });
    expect(stack.created).toHaveLength(2);
  });

  test('became obsolete after it was checked is deleted, and prepared again by the next attempt', async () => {
    let isObsolete = false;
    const stack = new FakeStack({
      name: 'shop',
      changeSets: [{}],
      answers: {
        ExecuteChangeSet: () => {
          isObsolete = true;
          throw refusal('InvalidChangeSetStatusException', 'cannot be executed in its current status of [OBSOLETE]');
        },
        DescribeChangeSet: () => ({
          ChangeSetId: 'root',
          Status: 'CREATE_COMPLETE',
          ExecutionStatus: isObsolete ? 'OBSOLETE' : 'AVAILABLE',
          Changes: [],
        }),
      },
    });
    await expect(deployed(stack)).rejects.toMatchObject({
      nonRetryable: false,
      message: 'the change set of shop was obsolete, because the stack was changed since: it is prepared again',
    });
    expect(stack.calls.slice(-2)).toEqual(['DeleteChangeSet', 'DescribeChangeSet']);
  });

  test('failed for a passing reason is deleted, and prepared again by the next attempt', async () => {
    const target = site.target('throttled');
    await site.deploy({ target, release: await site.save(aRelease(note('one'))) });
    const input = { target, release: await site.save(two), change: 'shop/2' };
    const throttled = answering({
      DescribeChangeSetCommand: (usual) => ({ ...usual, Status: 'FAILED', StatusReason: 'Rate exceeded (Service: DynamoDb)' }),
    });
    await expect(site.through({ cloudFormation: throttled }).deploy(input)).rejects.toMatchObject({
      nonRetryable: false,
      message: 'CloudFormation could not compute the change of throttled this time: Rate exceeded (Service: DynamoDb)',
    });
    const { Summaries } = await site.cloudFormation.send(new ListChangeSetsCommand({ StackName: 'throttled' }));
    expect((Summaries ?? []).filter(({ ExecutionStatus }) => ExecutionStatus === 'AVAILABLE')).toEqual([]);
    expect(await site.deploy(input)).toMatchObject({ touched: true });
    expect(await site.digest('throttled')).toBe(digestIn(two));
  });

  test('failed in an early validation says what the validation found', async () => {
    const stack = new FakeStack({
      name: 'shop',
      changeSets: [
        {
          Status: 'FAILED',
          StatusReason: 'The following hook(s)/validation failed: [AWS::EarlyValidation::PropertyValidation].',
        },
      ],
      answers: {
        DescribeEvents: () => ({
          OperationEvents: [
            { OperationId: '1', ValidationPath: '/Resources/Note/Properties/Type', ValidationStatusReason: 'Text is not a type' },
          ],
        }),
      },
    });
    await expect(deployed(stack)).rejects.toMatchObject({
      type: 'Failed',
      message: expect.stringMatching(/validation failed: .*; \/Resources\/Note\/Properties\/Type: Text is not a type$/),
    });
    expect(stack.calls).toContain('DeleteChangeSet');
  });
});
