import type { RecordedCall } from '../calls/recorded-call';
import type { FailureResult } from '../runner/scenario-result';
import { lanes, regions, wave } from '../runner/topology';

/** Checks the invariants that hold whatever failed, and wherever; each violation is a sentence. */
export const violations = (result: FailureResult): string[] =>
  [...laneViolations(result), ...Object.values(regions).flatMap((region) => rollbackViolations(region, result))].map(
    (violation) => `${result.failedCall.description}: ${violation}`,
  );

/** No lane is held or waited for at the end; while a rollback is stuck, all lanes are held. */
function laneViolations({ traffic: { holders, waiting }, heldWhileStuck }: FailureResult): string[] {
  return [
    ...Object.keys(holders).map((lane) => `${lane} is still held`),
    ...waiting.map(({ change }) => `${change} still waits`),
    ...heldWhileStuck.filter((held) => held.join() !== lanes.join()).map((held) => `while stuck it held [${held}]`),
  ];
}

/**
 * I5: if the wave was not deployed, everything that was deployed in a Region is rolled back, newest first. A rollback that began again
 * undoes everything again, so both the first and the last attempt at each target must be in this order.
 */
function rollbackViolations(region: string, { calls, endings }: FailureResult): string[] {
  const inRegion = calls.filter(({ level }) => level.startsWith(region));
  const deployed = distinct(targetsOf('forward', inRegion));
  const succeeded = calls.filter(({ outcome }) => outcome === 'succeeded');
  const rolledBack = targetsOf('back', succeeded).filter((target) => deployed.includes(target));
  const expected = endings.get(wave) === 'deployed' ? [] : deployed.reverse();
  const firstAttempts = distinct(rolledBack);
  const lastAttempts = distinct(rolledBack.reverse()).reverse();
  return [firstAttempts, lastAttempts]
    .filter((attempts) => attempts.join() !== expected.join())
    .map((attempts) => `rolled back in ${region}: [${attempts.join(', ')}], expected: [${expected.join(', ')}]`);
}

/** The targets of the deployments in a direction, in order. */
const targetsOf = (direction: string, calls: readonly RecordedCall[]): string[] =>
  calls.flatMap(({ activity, description }) =>
    activity === 'deploy' && description.startsWith(`${direction} `) ? [description.slice(direction.length + 1)] : [],
  );

const distinct = (names: readonly string[]): string[] => [...new Set(names)];
