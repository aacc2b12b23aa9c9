import { activityInfo } from '@temporalio/activity';
import type { Target } from '../pipeline/plan';
import { bodyAt, type Release } from '../pipeline/release';
import { alarmNames } from '../pipeline/template-alarms';
import { parseTemplate } from './cloudformation/template';
import type { ReadAlarm } from './cloudwatch/alarms';
import type { Lookout } from './cloudwatch/lookout';
import type { GatesInput, GatesOutcome } from './contract';
import { notYet } from './not-yet';
import type { ReleaseStore } from './releases/store';

/**
 * The gate of quiet alarms: each that a stage watches must exist and be ok before the first touch. One that does not exist yet is let
 * pass only if a template of the release declares it at one of the stage's targets.
 */
export function gates({ lookout, releases }: { lookout: Lookout; releases: ReleaseStore }) {
  return async ({ release: id, places, wait }: GatesInput): Promise<GatesOutcome> => {
    const nowMs = activityInfo().currentAttemptScheduledTimestampMs;
    const release = await releases.read(id);
    const closed = await Promise.all(
      places.map(async ({ look, targets }) => {
        const { alarms, trouble } = await lookout.look(look, nowMs, nowMs);
        const coming = new Set(targets.flatMap((target) => alarmsOf(release, target)));
        return [...alarms.flatMap((alarm) => closedBy(alarm, coming, look.region)), ...trouble];
      }),
    );
    const because = closed.flat().join('; ');
    if (because === '') return { kind: 'open' };
    if (wait) throw notYet(because);
    return { kind: 'closed', because };
  };
}

function closedBy({ name, state, exists }: ReadAlarm, coming: ReadonlySet<string>, region: string): string[] {
  if (!exists && coming.has(name)) return [];
  if (!exists)
    return [
      `alarm ${name} does not exist in ${region} and no template of the release declares it: create it, or correct its name`,
    ];
  if (state === 'ok') return [];
  return [
    state === 'firing' ? `alarm ${name} in ${region} is firing` : `alarm ${name} in ${region} cannot be read, or has no data`,
  ];
}

/** What the release's template makes at a target, by the reading that `check` goes by, too. */
function alarmsOf(release: Release, target: Target): string[] {
  const body = release.kind === 'built' ? bodyAt(release, target) : undefined;
  if (body === undefined) return [];
  const names = alarmNames({ template: parseTemplate(body.template), target, parameters: body.parameters });
  return names.filter((name) => name !== undefined);
}
