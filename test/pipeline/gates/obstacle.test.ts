import { isSameReason, pauseAfter } from '../../../pipeline/gates/obstacle';

test('a change that waits for a person looks again after a minute, and less and less often down to every ten minutes', () => {
  const minutes = [1, 2, 3, 4, 5, 6, 5000].map((looks) => pauseAfter(looks) / 60_000);
  expect(minutes).toEqual([1, 2, 4, 8, 10, 10, 10]);
});

describe('a reason', () => {
  const denied = (session: string, id: string) =>
    `User: arn:aws:sts::111111111111:assumed-role/deploy/${session} is not authorized to perform: cloudformation:CreateChangeSet (Request ID: ${id})`;

  test('is the same if only ids of requests and sessions differ', () => {
    const [one, other] = ['0a1b2c3d-0000-4000-8000-0123456789ab', 'ffffffff-0000-4000-8000-0123456789ab'];
    expect(isSameReason(denied('aws-sdk-js-1', one), denied('aws-sdk-js-2', other))).toBe(true);
    expect(
      isSameReason('denied (RequestToken: 1234-abcd, HandlerErrorCode: X)', 'denied (RequestToken: 99-ef, HandlerErrorCode: X)'),
    ).toBe(true);
  });

  test('is the same if only an encoded message or a time differs', () => {
    const encoded = (text: string) => `You are not authorized. Encoded authorization failure message: ${text} (Status Code: 403)`;
    expect(isSameReason(encoded('4GIOHlTkIaWHQD0Q0m6XSnuUMCm-abc_def'), encoded('V2Ry1qT_nXl-0w'))).toBe(true);
    const expired = (time: string) => `denied until ${time}`;
    expect(isSameReason(expired('20260101T000000Z'), expired('20260101T000500Z'))).toBe(true);
    expect(isSameReason(expired('2026-01-01T00:00:00.123Z'), expired('2026-01-02T10:00:00Z'))).toBe(true);
    const token = (text: string) => `denied (${text.repeat(12)})`;
    expect(isSameReason(token('aB3d'), token('x9Yz'))).toBe(true);
    expect(isSameReason('shop-prod-api-us-west-2 is denied', 'shop-prod-api-us-east-1 is denied')).toBe(false);
  });

  test('is another if what is denied, or to whom, differs', () => {
    expect(isSameReason(denied('a', '1'), denied('a', '1').replace('CreateChangeSet', 'DeleteStack'))).toBe(false);
    expect(isSameReason(denied('a', '1'), denied('a', '1').replace('111111111111', '222222222222'))).toBe(false);
    expect(isSameReason(denied('a', '1'), denied('a', '1').replace('role/deploy', 'role/other'))).toBe(false);
  });
});
