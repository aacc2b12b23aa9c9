import { whyItStays } from '../../../../../activities/aws/cloudformation/reasons/failed-deletion';
import {
  isExportInUse,
  isMissingYet,
  isPassing,
  isProtected,
} from '../../../../../activities/aws/cloudformation/reasons/known-words';
import { aFakeCloudFormation, refusal } from '../../../builders/a-fake-cloudformation';
import { resourceOf } from '../../../builders/a-fake-stack';

const repository = {
  ...resourceOf('Repo', 'AWS::ECR::Repository'),
  ResourceStatus: 'DELETE_FAILED' as const,
  ResourceStatusReason: 'it still contains images',
};
const stays = (state: { readonly status: string; readonly reason?: string }) =>
  whyItStays(
    aFakeCloudFormation({
      ListStackResources: ({ NextToken }) =>
        NextToken === undefined
          ? { StackResourceSummaries: [resourceOf('Topic', 'AWS::SNS::Topic')], NextToken: 'more' }
          : { StackResourceSummaries: [repository] },
    }).client,
    'shop',
    { condition: 'steady', tags: {}, parameters: {}, outputs: {}, resolved: {}, ...state },
  );

describe('reason-elsewhere: why a stack was not deleted', () => {
  test('is said by each resource that could not be deleted', async () => {
    const reason = 'The following resource(s) failed to delete: [Repo]. ';
    expect(await stays({ status: 'DELETE_FAILED', reason })).toBe(
      'it is DELETE_FAILED: Repo (AWS::ECR::Repository): it still contains images',
    );
  });

  test('is said by the stack alone if another uses what it exports: it stays as it was', async () => {
    const reason = 'Export shop-vpc cannot be deleted as it is in use by shop-web';
    expect(await stays({ status: 'CREATE_COMPLETE', reason })).toBe(`it is CREATE_COMPLETE: ${reason}`);
    expect(isExportInUse(reason)).toBe(true);
  });

  test('may be unknown, which it says', async () => {
    expect(await stays({ status: 'CREATE_COMPLETE' })).toBe('it is CREATE_COMPLETE: and CloudFormation does not say why');
  });
});

test('protected: the words of termination protection are recognised', () => {
  const message = 'Stack [shop] cannot be deleted while TerminationProtection is enabled';
  expect(isProtected(refusal('ValidationError', message))).toBe(true);
  expect(isProtected(refusal('ValidationError', 'Stack with id shop does not exist'))).toBe(false);
});

test.each(['Rate exceeded', 'Internal Failure', 'Request limit exceeded.', 'Throttling: too fast', 'Service Unavailable'])(
  '“%s” passes by itself',
  (reason) => {
    expect(isPassing(reason)).toBe(true);
    expect(isMissingYet(reason)).toBe(false);
  },
);

test.each(['No export named shop-vpc found.', 'Unable to fetch parameters [/ami/latest] from parameter store for this account.'])(
  '“%s” may come with an earlier target',
  (reason) => {
    expect(isMissingYet(reason)).toBe(true);
    expect(isPassing(reason)).toBe(false);
  },
);
