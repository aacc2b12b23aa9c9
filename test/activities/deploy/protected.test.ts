/** Answers that only a person can change, as they leave the wrapper of activities: the attempt ends for good, with the words of AWS. */
import { CloudFormationServiceException, UpdateTerminationProtectionCommand } from '@aws-sdk/client-cloudformation';
import { withAnswers } from '../../../activities/attempt/with-answers';
import type { DeployInput } from '../../../activities/contract';
import { deploy } from '../../../activities/deploy';
import { answering, refusing } from '../builders/a-cloudformation';
import { aRelease, gate, note } from '../builders/a-release';
import { type ASite, aSite } from '../builders/a-site';
import { anActivity } from '../builders/an-activity';

const site = aSite();
const one = aRelease(note('one'));
const two = aRelease(note('two'));

/** What becomes of a deployment of the change `shop/2`, as the server learns it. */
async function failureOf(input: Pick<DeployInput, 'target' | 'release'> & Partial<DeployInput>, through: ASite = site) {
  const { deploy: wrapped } = withAnswers({ deploy: deploy(through) }, { send: async () => {} });
  const whole: DeployInput = { change: 'shop/2', direction: 'forward', ...input };
  return await anActivity()
    .run(wrapped, whole)
    .then(
      () => ({ type: 'it worked', message: '', nonRetryable: false }),
      (err: { type: string; message: string; nonRetryable: boolean }) => err,
    );
}

const answer = (name: string, message: string) =>
  new CloudFormationServiceException({ name, message, $fault: 'client', $metadata: { httpStatusCode: 400 } });

describe('protected: a person is asked at the first attempt, with the words of AWS', () => {
  test('a stack in ROLLBACK_COMPLETE that must not be deleted', async () => {
    const target = site.target('guarded');
    const broken = await site.save(aRelease(gate({ version: 'broken', fails: true })));
    await expect(site.deploy({ target, release: broken })).rejects.toMatchObject({ type: 'Failed' });
    expect((await site.stack('guarded'))?.StackStatus).toBe('ROLLBACK_COMPLETE');
    const protect = new UpdateTerminationProtectionCommand({ StackName: 'guarded', EnableTerminationProtection: true });
    await site.cloudFormation.send(protect);
    expect(await failureOf({ target, release: await site.save(one) })).toMatchObject({
      type: 'NeedsPerson',
      nonRetryable: true,
      message: expect.stringMatching(
        /^deploy api in us-west-2: Stack \[.*guarded.*\] cannot be deleted while TerminationProtection is enabled: switch the protection off/,
      ),
    });
  });

  test.each([
    ['AccessDenied', 'User: x is not authorized to perform: cloudformation:CreateChangeSet', 'let the worker’s role do this'],
    ['LimitExceededException', 'Limit for stack has been exceeded', 'raise the quota'],
    ['ValidationError', 'Role arn:aws:iam::1:role/deploy is invalid or cannot be assumed', 'correct the role'],
  ])('%s at CreateChangeSet, forward and back', async (name, message, advice) => {
    const stack = `refused-${name}`;
    const { target, release, undoes } = await site.deployBoth(stack, [one, two]);
    const refused = site.through({ cloudFormation: refusing('CreateChangeSetCommand', () => answer(name, message)) });
    const third = await site.save(aRelease(note('three')));
    const forward = await failureOf({ target, release: third, change: 'shop/3' }, refused);
    expect(forward).toMatchObject({ type: 'NeedsPerson', nonRetryable: true });
    expect(forward.message).toContain(`deploy api in us-west-2: ${message}: ${advice}`);
    const back = await failureOf({ target, release, undoes, direction: 'back' }, refused);
    expect(back).toMatchObject({ type: 'NeedsPerson', nonRetryable: true });
    expect(back.message).toContain(`put api in us-west-2 back: ${message}: ${advice}`);
  });

  test('a stack policy, which CloudFormation names only in an event of the stack', async () => {
    const broken = aRelease({ ...note('one'), ...gate({ version: 'broken', fails: true }) });
    const { target, release, undoes } = await site.deployBoth('policy', [one, two]);
    const denied = 'Action denied by stack policy: Statement [#1] does not allow [Update:Modify] for resource [*]';
    const guarded = site.through({
      cloudFormation: answering({
        DescribeStackEventsCommand: (usual) => ({
          ...usual,
          StackEvents: usual.StackEvents?.map((event) =>
            event.ResourceStatus?.endsWith('_FAILED') ? { ...event, ResourceStatusReason: denied } : event,
          ),
        }),
      }),
    });
    const back = await failureOf({ target, release: await site.save(broken), undoes, direction: 'back' }, guarded);
    expect(back).toMatchObject({ type: 'NeedsPerson', nonRetryable: true });
    expect(back.message).toContain(`${denied}: let the stack policy allow it`);
    expect(release).not.toBe(undoes);
  });

  test('but a throttled call is tried again', async () => {
    const { target } = await site.deployBoth('throttled', [one, two]);
    const throttled = site.through({
      cloudFormation: refusing('DescribeStacksCommand', () => answer('Throttling', 'Rate exceeded')),
    });
    expect(await failureOf({ target, release: await site.save(one) }, throttled)).toMatchObject({
      type: 'Throttling',
      nonRetryable: false,
      message: 'deploy api in us-west-2: Rate exceeded',
    });
  });
});
