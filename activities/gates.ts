import { activityInfo } from '@temporalio/activity';
import { bodyAt, type Release } from '../pipeline/model/release';
import type { Target } from '../pipeline/model/target';
import { type NamedAlarm, namedAlarms, readableNameAdvice } from '../pipeline/templates/alarms';
import { notYet } from './attempt/not-yet';
import { readableTemplate } from './aws/cloudformation/template';
import type { ReadAlarm } from './aws/cloudwatch/alarms';
import type { EvidenceReader } from './aws/cloudwatch/evidence-reader';
import type { GatesInput, GatesOutcome } from './contract';
import type { ReleaseStore } from './releases/store';

/**
 * The gate of quiet alarms: each alarm that a stage watches must exist and be ok before the first touch. An alarm that does not exist yet
 * passes only if a template of the release declares it at one of the stage's targets. If the template's name for an alarm cannot be read,
 * the message says so: an alarm created by hand would collide with the one in the template.
 */
export function gates({ reader, releases }: { reader: EvidenceReader; releases: ReleaseStore }) {
  return async ({ release: id, places, wait }: GatesInput): Promise<GatesOutcome> => {
    const nowMs = activityInfo().currentAttemptScheduledTimestampMs;
    const release = await releases.read(id);
    const closed = await Promise.all(
      places.map(async ({ look, targets }) => {
        const { alarms, trouble } = await reader.look(look, nowMs, nowMs);
        const coming = comingOf(targets.flatMap((target) => alarmsOf(release, target)));
        return { alarms: alarms.flatMap((alarm) => closedBy(alarm, coming, look.region)), trouble };
      }),
    );
    const trouble = closed.flatMap((place) => place.trouble);
    const problems = [...closed.flatMap((place) => place.alarms), ...trouble];
    if (problems.length === 0) return { kind: 'open' };
    const because = problems.join('; ');
    if (wait) throw notYet(because, { problems }, trouble);
    return { kind: 'closed', because };
  };
}

/** The alarms that the release creates at a place: names, and `component/logical id` of those whose names only AWS knows. */
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
  `the release may create it, but the name of ${unread.join(', ')} is known only to AWS: ${readableNameAdvice}`;

const comingOf = (alarms: readonly (NamedAlarm & Pick<Target, 'component'>)[]): Coming => ({
  names: new Set(alarms.flatMap(({ name }) => name ?? [])),
  unread: [...new Set(alarms.flatMap(({ name, component, id }) => (name === undefined ? [`${component}/${id}`] : [])))],
});

/** The alarms of the release's template at a target, read as `slipway check` reads them. */
function alarmsOf(release: Release, target: Target): (NamedAlarm & Pick<Target, 'component'>)[] {
  const body = release.kind === 'built' ? bodyAt(release, target) : undefined;
  if (body === undefined) return [];
  const alarms = namedAlarms({ template: readableTemplate(body.template, 'the release'), target, parameters: body.parameters });
  return alarms.map((alarm) => ({ ...alarm, component: target.component }));
}
