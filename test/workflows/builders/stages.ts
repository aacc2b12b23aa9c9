/** Stages for the pipelines of tests. */
import { alpha, gamma, region, type WrittenStage, wave } from '../../../pipeline';

const test = { account: '111111111111' };
const prod = { account: '222222222222' };

const usWest2 = region('us-west-2', ['usw2-az1', 'usw2-az2']);
const euWest1 = region('eu-west-1', ['euw1-az1', 'euw1-az2']);
const usEast1 = region('us-east-1', ['use1-az1', 'use1-az2']);

export const alphaStage: WrittenStage = alpha({ ...test, regions: [region('us-west-2', ['usw2-az1'])], tests: ['npm test'] });
export const gammaStage: WrittenStage = gamma({ ...test, regions: [usWest2], tests: ['npm test'] });
/** One Region of two zones. */
export const first: WrittenStage = wave('first', { ...prod, regions: [usWest2] });
/** The lines of the deployments to `first`, in order. */
export const firstDeployments = [
  'forward table us-west-2',
  'forward api usw2-az1 one-box',
  'forward api usw2-az1',
  'forward api usw2-az2 one-box',
  'forward api usw2-az2',
];
/** Two Regions of two zones each. */
export const second: WrittenStage = wave('second', { ...prod, regions: [euWest1, usEast1] });
