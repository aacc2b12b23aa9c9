import { setTimeout } from 'node:timers/promises';
import { type CurrentDecision, decideCurrent } from './decide-current';
import type { Deployment } from './deployment';

/** A worker's version, while the worker starts. */
export interface StartingVersion {
  readonly deployment: Deployment;
  readonly buildId: string;
  /** Whether a person requested that this version become current (`--current`). */
  readonly isRequested: boolean;
  readonly log: (line: string) => void;
  /** Whether the worker no longer runs. */
  readonly hasStopped: () => boolean;
}

const pauseMs = 250;

/**
 * How many refusals in a row are not logged: about three seconds of them. The server learns of a worker's task queues one after the other,
 * and refuses a version of which it does not know all; that refusal ends before a person could act on it.
 */
const silentRefusals = 11;

/**
 * Makes a version current, or leaves another one current, once the server has seen a worker of this version. Returns `wait` if the worker
 * stops before that. If the server keeps refusing, it logs each refusal once, with the command that a person can use, and tries again.
 */
export async function setCurrentVersion(version: StartingVersion): Promise<CurrentDecision> {
  const { deployment, buildId, isRequested, log, hasStopped } = version;
  const logged = new Set<string>();
  for (let refusals = 0; !hasStopped(); await setTimeout(pauseMs)) {
    const known = await deployment.versions();
    const decision = decideCurrent(known, buildId, isRequested);
    if (decision === 'wait') continue;
    const refusal = decision === 'set' ? await deployment.setCurrent(buildId) : undefined;
    if (refusal === undefined) {
      log(decision === 'leave' ? staysOld(buildId, known.current) : `version ${buildId} is current: new workflows start here`);
      return decision;
    }
    refusals += 1;
    if (refusals > silentRefusals && !logged.has(refusal)) log(refused(version, refusal));
    if (refusals > silentRefusals) logged.add(refusal);
  }
  return 'wait';
}

const staysOld = (buildId: string, current = ''): string =>
  `version ${current} is current; this worker has version ${buildId} and only finishes what started there: to make it current, use \`slipway worker --current\``;

const refused = ({ deployment, buildId }: StartingVersion, refusal: string): string =>
  `the server does not make version ${buildId} current: ${refusal}. To do it by hand: ` +
  `temporal worker deployment set-current-version --deployment-name ${deployment.name} --build-id ${buildId}`;
