/** What an operator of 25 Regions sees: six stages, a last wave of twenty Regions, and several changes that wait. */
import { newService } from '../../../pipeline/lanes/apply-event';
import type { Request, ServiceState } from '../../../pipeline/lanes/state';
import type { Progress, StageProgress } from '../../../workflows/messages/progress';

const regions = [
  ...['us-west-2', 'us-east-1', 'eu-west-1', 'ap-northeast-1', 'ap-southeast-2'],
  ...['us-east-2', 'us-west-1', 'ca-central-1', 'ca-west-1', 'sa-east-1', 'eu-central-1', 'eu-central-2', 'eu-west-2'],
  ...['eu-west-3', 'eu-north-1', 'eu-south-1', 'eu-south-2', 'ap-south-1', 'ap-south-2', 'ap-northeast-2', 'ap-northeast-3'],
  ...['ap-southeast-1', 'ap-southeast-3', 'ap-southeast-4', 'me-central-1'],
];
const first = regions.slice(0, 1);
const second = regions.slice(1, 5);
const third = regions.slice(5);

const stage = (name: string, of: readonly string[], standing: StageProgress['standing'], why: string): StageProgress => ({
  name,
  environment: name === 'alpha' || name === 'beta' || name === 'gamma' ? name : 'prod',
  regions: of,
  zones: {},
  ...(standing !== 'ahead' && { since: '2026-03-02T14:10:41.000Z' }),
  standing,
  why,
});

/** The output of a failed test: long, of several lines, and with characters that separate the cells of a table. */
const printed = `\`npm run test:integration\` in eu-west-1 ended with code 1: FAIL | a voucher\n  expected: 10 | 20\n${'at step '.repeat(60)}`;

/** A change whose last wave goes back, with a stuck step and the decision of a person. */
export const largeChange: Progress = {
  change: 'checkout/3f2a1c9d04be',
  service: 'checkout',
  since: '2026-03-01T09:00:00.000Z',
  pipeline: 'checkout',
  number: 412,
  commit: '3f2a1c9d04be5f6e7a8b9c0d1e2f3a4b5c6d7e8f',
  release: 'sha256-0123456789',
  doing: 'stage third, going back',
  stages: [
    stage('alpha', first, 'good', 'release 0123456 is good'),
    stage('beta', first, 'good', 'release 0123456 is good'),
    stage('gamma', first, 'good', 'release 0123456 is good'),
    stage('first', first, 'good', 'release 0123456 is good'),
    stage('second', second, 'good', 'release 0123456 is good'),
    stage('third', third, 'going back', printed),
  ],
  stuck: [
    { at: 'checkout/3f2a1c9d04be/third/sa-east-1', what: 'put table in sa-east-1 back', because: 'UPDATE_ROLLBACK_FAILED' },
  ],
  decisions: [{ what: 'approve stage third, as a claimed name', by: 'ann', why: 'read it', at: '2026-03-02T14:09:00.000Z' }],
};

const request = (id: string, name: string, of: readonly string[]): Request => ({
  change: `checkout/${id}`,
  stage: name,
  ticket: 1,
  lanes: of.map((region) => `prod/${region}`),
});

/** A service with 25 production lanes: one change holds twenty, five more wait for them, and one lane is stuck. */
export const largeService: ServiceState = {
  ...newService('checkout'),
  holders: Object.fromEntries(third.map((region) => [`prod/${region}`, request('aaaaaaaaaaaa', 'third', third)])),
  waiting: ['bbbbbbbbbbbb', 'cccccccccccc', 'dddddddddddd', 'eeeeeeeeeeee', 'ffffffffffff'].map((id) =>
    request(id, 'third', third),
  ),
  stuck: { 'prod/sa-east-1': { change: 'checkout/aaaaaaaaaaaa', because: 'checkout/aaaaaaaaaaaa ended without reporting it' } },
  good: Object.fromEntries(regions.map((region) => [`prod/${region}`, { checkout: ['sha256-0123456'] }])),
  ended: [{ id: 'checkout/999999999999', number: 1, kind: 'refused', because: printed }],
};
