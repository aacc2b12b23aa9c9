import { startEvaluator } from '../../demo/cloudwatch/evaluator';
import { isLoopback, requireLoopback } from '../../local/loopback';

const here = ['http://127.0.0.1:4566', 'http://127.9.8.7', 'http://localhost:4566/', 'http://[::1]:4566', 'https://LOCALHOST'];
const elsewhere = [
  'https://monitoring.us-east-1.amazonaws.com',
  'http://10.0.0.1:4566',
  'http://0.0.0.0:4566',
  'http://127.0.0.1.example.com',
  'http://localhost.example.com',
  'http://127.0.0.1@example.com',
  'http://[::2]:4566',
  'http://128.0.0.1',
];

describe('an endpoint', () => {
  test.each(here)('%s is on this machine', (endpoint) => {
    expect(requireLoopback(endpoint)).toBe(endpoint);
  });

  test.each(elsewhere)('%s is refused with a sentence that names it', (endpoint) => {
    expect(() => requireLoopback(endpoint)).toThrow(`the endpoint ${endpoint} is not on this machine`);
  });

  test('must be a URL', () => {
    expect(() => requireLoopback('127.0.0.1:4566')).toThrow('127.0.0.1:4566 is not a URL');
  });

  test('is recognised by its host', () => {
    expect(['127.0.0.1', '::1', 'localhost'].every(isLoopback)).toBe(true);
    expect(['', '127.0.0', 'example.com', '1127.0.0.1'].some(isLoopback)).toBe(false);
  });
});

test('the evaluator refuses an endpoint that is not on this machine', () => {
  const scopes = [{ account: '111111111111', region: 'us-east-1' }];
  expect(() => startEvaluator({ endpoint: 'https://monitoring.us-east-1.amazonaws.com', scopes, intervalMs: 1_000 })).toThrow(
    'is not on this machine',
  );
});
