/** Trees of a change on its way through its second wave. */
import type { Branch, ChangeTree } from '../../../client/tree/tree';
import type { BakeProgress } from '../../../pipeline/gates/bake-progress';
import type { Wait } from '../../../pipeline/gates/bake-verdict';
import type { Standing } from '../../../pipeline/model/standing';
import type { Trouble } from '../../../pipeline/model/trouble';

export const branch = (name: string, standing: Standing, why = '', ...below: Branch[]): Branch => ({
  name,
  standing,
  why,
  since: '2026-01-01T00:03:30.000Z',
  below,
});

/** A bake of an hour that asks for 10 requests. */
export const aBake = (waitsFor: Wait, problems: readonly string[] = []): BakeProgress => ({
  waitsFor,
  elapsedMs: 60_000,
  forMs: 3_600_000,
  requests: 3,
  minimumRequests: 10,
  problems,
});

/** A deployment that has been throttled for seven minutes. */
export const throttled: Trouble = {
  activity: '7',
  name: 'deploy',
  doing: 'deploy api in euw1-az2',
  because: 'Rate exceeded',
  errors: 7,
  since: '2026-01-01T14:02:00.000Z',
  last: '2026-01-01T14:09:00.000Z',
  at: 'checkout/3f2a1c9d04be/second/eu-west-1/euw1-az2',
};

export const underWay: ChangeTree = {
  change: 'checkout/3f2a1c9d04be',
  pipeline: 'checkout',
  number: 7,
  commit: '3f2a1c9d04be5f6e7a8b9c0d1e2f3a4b5c6d7e8f',
  release: 'sha256-0123456789',
  since: '2026-01-01T00:00:00.000Z',
  at: '2026-01-01T00:05:01.000Z',
  doing: 'stage second, under way',
  stages: [
    branch('alpha', 'good', 'us-west-2; release 0123456 is good'),
    branch('first', 'good', 'us-west-2; release 0123456 is good'),
    branch(
      'second',
      'under way',
      '',
      branch('eu-west-1', 'under way', '', branch('euw1-az1', 'good'), {
        ...branch('euw1-az2', 'under way', 'the one-box bakes'),
        bake: aBake({ on: 'traffic', seen: 3, needed: 10 }),
      }),
      branch('us-east-1', 'under way', 'tests run: npm test', branch('use1-az1', 'good'), branch('use1-az2', 'good')),
    ),
    branch('third', 'ahead', 'ap-northeast-1'),
  ],
  stuck: [],
  decisions: [],
};

export const ended: ChangeTree = {
  ...underWay,
  doing: 'rolledBack',
  stages: [
    branch('alpha', 'good', 'us-west-2; release 0123456 is good'),
    branch('first', 'put back', 'us-west-2; alarm errors fired'),
    branch('second', 'ahead', 'eu-west-1, us-east-1'),
  ],
  decisions: [{ what: 'retry: put api back', by: 'ann', why: 'the quota was raised', at: '2026-01-01T00:04:00.000Z' }],
  outcome: {
    kind: 'rolledBack',
    because: 'first: alarm errors fired',
    stage: 'first',
    left: [{ what: 'the stack table stays', action: 'delete it by hand' }],
  },
};
