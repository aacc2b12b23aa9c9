import { activityInfo } from '@temporalio/activity';
import { bodyAt, type Release } from '../pipeline/model/release';
import type { Target } from '../pipeline/model/target';
import { type NamedAlarm, namedAlarms, readableNameAdvice } from '../pipeline/templates/alarms';
import { notYet } from './attempt/not-yet';
import { parseTemplate } from './aws/cloudformation/template';
import type { ReadAlarm } from './aws/cloudwatch/alarms';
import type { Lookout } from './aws/cloudwatch/lookout';
import type { GatesInput, GatesOutcome } from './contract';
import type { ReleaseStore } from './releases/store';

/**
 * The gate of quiet alarms: each that a stage watches must exist and be ok before the first touch. One that does not exist yet is let
 * pass only if a template of the release declares it at one of the stage's targets. Where the name of one that is declared there cannot
 * be read, that is said: to create it by hand would be in the way of the template.
 */
export function gates({ lookout, releases }: { lookout: Lookout; releases: ReleaseStore }) {
  return async ({ release: id, places, wait }: GatesInput): Promise<GatesOutcome> => {
    const nowMs = activityInfo().currentAttemptScheduledTimestampMs;
    const release = await releases.read(id);
    const closed = await Promise.all(
      places.map(async ({ look, targets }) => {
        const { alarms, trouble } = await lookout.look(look, nowMs, nowMs);
        const coming = comingOf(targets.flatMap((target) => alarmsOf(release, target)));
        return [...alarms.flatMap((alarm) => closedBy(alarm, coming, look.region)), ...trouble];
      }),
    );
    const because = closed.flat().join('; ');
    if (because === '') return { kind: 'open' };
    if (wait) throw notYet(because);
    return { kind: 'closed', because };
  };
}

/** What the release makes at a place: names, and by component and logical id the alarms whose names only AWS knows. */
interface Coming {
  readonly names: ReadonlySet<string>;
  readonly unread: readonly string[];
}

function closedBy({ name, state, exists }: ReadAlarm, { names, unread }: Coming, region: string): string[] {
  if (!exists && names.has(name)) return [];
  if (!exists) return [`alarm ${name} does not exist in ${region} and ${unread.length > 0 ? mayBe(unread) : isNone}`];
  if (state === 'ok') return [];
  return [
    state === 'firing' ? `alarm ${name} in ${region} is firing` : `alarm ${name} in ${region} cannot be read, or has no data`,
  ];
}

const isNone = 'no template of the release declares it: create it, or correct its name';

const mayBe = (unread: readonly string[]): string =>
  `whether the release makes it cannot be told, because the name of ${unread.join(', ')} is known only to AWS: ${readableNameAdvice}`;

const comingOf = (alarms: readonly (NamedAlarm & Pick<Target, 'component'>)[]): Coming => ({
  names: new Set(alarms.flatMap(({ name }) => name ?? [])),
  unread: [...new Set(alarms.flatMap(({ name, component, id }) => (name === undefined ? [`${component}/${id}`] : [])))],
});

/** What the release's template makes at a target, by the reading that `check` goes by, too. */
function alarmsOf(release: Release, target: Target): (NamedAlarm & Pick<Target, 'component'>)[] {
  const body = release.kind === 'built' ? bodyAt(release, target) : undefined;
  if (body === undefined) return [];
  const alarms = namedAlarms({ template: parseTemplate(body.template), target, parameters: body.parameters });
  return alarms.map((alarm) => ({ ...alarm, component: target.component }));
}
