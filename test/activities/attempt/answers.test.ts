import { ApplicationFailure } from '@temporalio/common';
import { answerOf, chainOf } from '../../../activities/attempt/answers/read-error';
import type { Row } from '../../../activities/attempt/answers/row';
import { rowOf, sortAnswer, sortReason } from '../../../activities/attempt/answers/sort-answer';
import { table } from '../../../activities/attempt/answers/table';
import { failureOfRollback } from '../../../activities/attempt/failure';
import { GitError } from '../../../activities/source/git';

/** An error as the AWS SDK makes it. */
const aws = (name: string, message: string, httpStatusCode = 400) =>
  Object.assign(new Error(message), { name, $fault: 'client', $metadata: { httpStatusCode } });

const system = (code: string, syscall: string) => Object.assign(new Error(`${code}: ${syscall}`), { code, syscall, errno: -1 });

const rpc = (code: number, details: string) => Object.assign(new Error(details), { code, details, metadata: {} });

/** The error of a row's example. */
function exampleOf({ from, example: { code = '', text }, is }: Row): unknown {
  if (from === 'git') return new GitError(text, text);
  if (from === 'network' || from === 'files') return Object.assign(new Error(text), { code, syscall: 'open' });
  if (from === 'temporal') return rpc({ PERMISSION_DENIED: 7, INVALID_ARGUMENT: 3, UNAVAILABLE: 14 }[code] ?? 0, text);
  if (from === 'slipway') return Object.assign(new Error(text), { name: code });
  if (is?.named === 'isClockSkewCorrectedError')
    return Object.assign(aws(code, text), { $metadata: { clockSkewCorrected: true } });
  return aws(code, text, is?.named.startsWith('status') ? 403 : is?.named === 'isServerError' ? 501 : 400);
}

describe('the table of answers', () => {
  test.each(table.map((row) => [row.what, row] as const))('finds the row of its own example: %s', (_, row) => {
    const answer = sortAnswer(exampleOf(row));
    expect(answer.kind).toBe(row.kind);
    expect(answer.because).toContain(row.advice ?? '');
  });

  test('has no row that an earlier one hides', () => {
    const hidden = table.filter((row) => rowOf(answerOf(exampleOf(row))) !== row);
    expect(hidden.map(({ what }) => what)).toEqual([]);
  });
});

describe('an answer', () => {
  test.each(
    [
      ['again', aws('Throttling', 'Rate exceeded')],
      ['again', aws('ThrottlingException', 'Rate exceeded')],
      ['again', aws('LimitExceededException', 'Rate exceeded')],
      ['again', aws('InternalFailure', 'An internal error', 500)],
      ['again', aws('ServiceUnavailable', 'Service is unavailable', 503)],
      ['again', aws('ExpiredTokenException', 'The security token included in the request is expired', 403)],
      ['again', aws('ValidationError', 'Stack:arn is in UPDATE_COMPLETE_CLEANUP_IN_PROGRESS state and can not be updated.')],
      ['again', Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED', syscall: 'connect', $metadata: {} })],
      ['again', system('ENOENT', 'open')],
      ['again', system('EACCES', 'open')],
      ['again', system('ENOSPC', 'write')],
      ['again', system('EROFS', 'mkdir')],
      ['again', system('ESTALE', 'stat')],
      ['again', new GitError('fatal: unable to access: Could not resolve host: git', '')],
      ['again', new GitError('fatal: The requested URL returned error: 503', 'fatal: The requested URL returned error: 503')],
      ['again', rpc(14, 'unavailable')],
      ['again', rpc(4, 'deadline exceeded')],
      ['again', rpc(8, 'namespace rate limit exceeded')],
      ['person', aws('AccessDenied', 'User: x is not authorized to perform: cloudformation:CreateChangeSet', 403)],
      ['person', aws('AccessDeniedException', 'no', 400)],
      ['person', aws('UnauthorizedOperation', 'You are not authorized to perform this operation.', 403)],
      ['person', aws('ValidationError', 'User: x is not authorized to perform: iam:PassRole on resource: y')],
      ['person', aws('LimitExceededException', 'The quota for the resource has already been reached.')],
      ['person', aws('LimitExceeded', 'Limit for stack has been exceeded')],
      ['person', aws('ServiceQuotaExceededException', 'You have reached it', 402)],
      ['person', aws('ValidationError', 'Stack [shop] cannot be deleted while TerminationProtection is enabled')],
      ['person', aws('ValidationError', 'Export shop cannot be deleted as it is in use by orders')],
      ['person', aws('VpcLimitExceeded', 'The maximum number of VPCs has been reached.')],
      ['person', aws('SnapshotQuotaExceededFault', 'no more')],
      ['person', aws('SomeAccessDeniedFault', 'no')],
      ['final', aws('ValidationError', 'Template format error: Number of resources, 501, is greater than maximum allowed, 500')],
      ['person', aws('OptInRequired', 'subscribe', 403)],
      ['person', new GitError('fatal: Could not read from remote repository.', 'git@host: Permission denied (publickey).')],
      ['person', rpc(7, 'Request unauthorized.')],
      ['final', aws('ValidationError', 'Template format error: JSON not well-formed.')],
      ['final', aws('ValidationError', 'Parameters: [Size] must have values')],
      ['final', aws('ValidationError', 'Invalid template resource property ‘Tyype’')],
      ['final', aws('ValidationError', "Parameter 'Size' must be one of AllowedValues")],
      [
        'final',
        aws(
          'ValidationError',
          "1 validation error detected: Value '…' at 'templateBody' failed to satisfy constraint: Member must have length less than or equal to 51200",
        ),
      ],
      ['final', aws('InsufficientCapabilitiesException', 'Requires capabilities : [CAPABILITY_IAM]')],
      ['again', aws('ValidationError', 'a sentence that nobody has seen before')],
      ['again', aws('BrandNewException', 'what is this')],
      ['again', new TypeError('a bug')],
      ['again', 'a text'],
    ].map(([kind, err]) => [kind, String(err), err] as const),
  )('is tried again, needs a person or is final: %s: %s', (kind, _, err) => {
    expect(sortAnswer(err).kind).toBe(kind);
  });

  test('is the innermost one that is known, with every word on the way', () => {
    const cause = aws('AccessDenied', 'you may not', 403);
    expect(sortAnswer(new Error('cannot read the stack', { cause: new Error('in us-west-2', { cause }) }))).toEqual({
      kind: 'person',
      because: 'cannot read the stack: in us-west-2: you may not: let the worker’s role do this',
    });
    const parts = [system('ECONNREFUSED', 'connect'), system('ETIMEDOUT', 'connect')];
    expect(sortAnswer(new AggregateError(parts))).toEqual({
      kind: 'again',
      because: expect.stringMatching(/ECONNREFUSED.*ETIMEDOUT|ETIMEDOUT.*ECONNREFUSED/),
    });
  });

  test('that is its own cause does not go on for ever', () => {
    const err = new Error('one');
    err.cause = err;
    expect(chainOf(err).length).toBeLessThan(20);
    expect(sortAnswer(err)).toEqual({ kind: 'again', because: 'one' });
  });
});

describe('a reason in the words of CloudFormation', () => {
  test.each([
    ['person', 'Action denied by stack policy: Statement [#1] does not allow [Update:Replace] for resource [*]'],
    ['person', 'Resource handler returned message: "no" (RequestToken: 1, HandlerErrorCode: AccessDenied)'],
    ['person', 'Resource handler returned message: "no" (RequestToken: 1, HandlerErrorCode: ServiceLimitExceeded)'],
    ['person', 'shop-orders already exists in stack arn:aws:cloudformation:us-west-2:1:stack/other/1'],
    ['person', 'Export shop-table cannot be updated as it is in use by orders-prod-api'],
    ['person', 'no (Service: DynamoDb, Status Code: 400, Error Code: AccessDeniedException; Request ID: 1)'],
    ['again', 'Rate exceeded (Service: Lambda, Status Code: 429) (HandlerErrorCode: Throttling)'],
    ['again', 'Exceeded attempts to wait (HandlerErrorCode: NotStabilized)'],
    ['again', 'the version does not answer'],
    ['final', 'Template error: instance of Fn::GetAtt references undefined resource Table'],
  ] as const)('%s: %s', (kind, reason) => {
    expect(sortReason(reason).kind).toBe(kind);
  });

  test('protected: the stack policy ends a rollback at the first attempt', () => {
    const denied = 'Table UPDATE_FAILED: Action denied by stack policy: Statement [#1] does not allow [Update:Modify]';
    expect(failureOfRollback('shop is UPDATE_ROLLBACK_COMPLETE', denied)).toMatchObject({
      type: 'NeedsPerson',
      nonRetryable: true,
      message: `shop is UPDATE_ROLLBACK_COMPLETE: ${denied}: let the stack policy allow it, or leave the resource as it is`,
    });
    expect(failureOfRollback('shop is UPDATE_ROLLBACK_COMPLETE', 'it does not answer')).toMatchObject({ nonRetryable: false });
    expect(failureOfRollback('shop', 'x')).toBeInstanceOf(ApplicationFailure);
  });
});

describe('the names of resources say nothing about an answer', () => {
  const denied = 'User: arn:aws:sts::1:assumed-role/x/y is not authorized to perform: lambda:GetFunction on resource';
  test.each([
    ['person', 'AccessDenied', `${denied}: arn:aws:lambda:us-west-2:1:function:throttling-proxy`],
    [
      'final',
      'ValidationError',
      'Template format error: Unresolved resource dependencies [QuotaExceededAlarm, A] in the template',
    ],
    ['final', 'ValidationError', 'Parameters: [ThrottleRate] must have values'],
    ['final', 'ValidationError', 'Template error: resource DeletionProtectionAlarm does not support attribute type Arn'],
    ['again', 'ValidationError', 'Stack with id shop-access-denied-api does not exist'],
  ])('%s: %s %s', (kind, code, text) => {
    expect(sortAnswer(aws(code, text)).kind).toBe(kind);
  });

  test.each([
    ['final', 'Properties validation failed for resource ThrottleAlarm with message: #/RateLimit: is not permitted'],
    ['final', 'Value of property DeletionProtection must be of type Boolean'],
    ['person', 'DBInstance cannot be deleted, because DeletionProtection is enabled'],
    ['person', 'S3 error: The specified key does not exist.'],
    ['final', "Secrets Manager can't find the specified secret."],
  ])('%s: %s', (kind, reason) => {
    expect(sortReason(reason).kind).toBe(kind);
  });
});
