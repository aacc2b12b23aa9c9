import { activityInfo } from '@temporalio/activity';
import { readTemplate } from '../formats/read-template';
import { type AlarmPlace, type HiddenAlarm, judgeAlarms } from '../pipeline/gates/alarm-gate';
import type { Question } from '../pipeline/gates/question';
import { bodyAt, type Release } from '../pipeline/model/release';
import type { Target } from '../pipeline/model/target';
import { type NamedAlarm, namedAlarms } from '../pipeline/templates/alarms';
import { mayHideAlarms } from '../pipeline/templates/hidden';
import { notYet } from './attempt/not-yet';
import type { ReadAlarm } from './aws/cloudwatch/alarms';
import type { EvidenceReader } from './aws/cloudwatch/evidence-reader';
import type { GatePlace, GatesInput, GatesOutcome } from './contract';
import { digestOf } from './releases/digest';
import type { ReleaseStore } from './releases/store';

/**
 * The gate of quiet alarms: each alarm that a stage watches must exist and be ok before the first touch. An alarm that does not exist yet
 * passes only if a template of the release declares it at one of the stage's targets. If the template's name for an alarm cannot be read,
 * the message says so: an alarm created by hand would collide with the one in the template. If only the deployment can tell whether an
 * alarm is created, a person is asked, once for the same alarms.
 */
export function gates({ reader, releases }: { reader: EvidenceReader; releases: ReleaseStore }) {
  return async ({ release: id, places, wait, allowed = [] }: GatesInput): Promise<GatesOutcome> => {
    const nowMs = activityInfo().currentAttemptScheduledTimestampMs;
    const release = await releases.read(id);
    const looks = await Promise.all(
      places.map(async (place) => {
        const { alarms, trouble } = await reader.look(place.look, nowMs, nowMs);
        return { ...judgeAlarms(alarmPlace(release, place, alarms)), trouble };
      }),
    );
    const trouble = looks.flatMap((look) => look.trouble);
    const problems = [...looks.flatMap(({ closed }) => closed), ...trouble];
    const because = problems.join('; ');
    if (problems.length > 0 && wait) throw notYet(because, { problems }, trouble);
    if (problems.length > 0) return { kind: 'closed', because };
    const question = questionAbout(looks.flatMap(({ asks }) => asks));
    if (question !== undefined && !allowed.includes(question.digest)) return { kind: 'asks', questions: [question] };
    const notes = looks.flatMap(({ asks, passes }) => [...asks, ...passes]).map(({ row }) => row);
    return { kind: 'open', ...(notes.length > 0 && { notes }) };
  };
}

/** One question for the whole stage; its digest is of the alarms' names, so that the answer counts until other alarms are missing. */
function questionAbout(hidden: readonly HiddenAlarm[]): Question | undefined {
  const [first] = hidden;
  if (first === undefined) return undefined;
  const names = [...new Set(hidden.map(({ name }) => name))].sort();
  return { component: first.component, rows: hidden.map(({ row }) => row), digest: digestOf('hidden alarms', names) };
}

function alarmPlace(release: Release, { look, targets, examined }: GatePlace, alarms: readonly ReadAlarm[]): AlarmPlace {
  const templates = targets.flatMap((target) => templateAt(release, target));
  const named = templates.flatMap((one) => alarmsIn(one));
  return {
    region: look.region,
    environment: targets[0]?.environment,
    alarms,
    declared: new Set(named.flatMap(({ name }) => name ?? [])),
    unread: [...new Set(named.flatMap(({ name, component, id }) => (name === undefined ? [`${component}/${id}`] : [])))],
    mayHide: templates.some(({ template }) => mayHideAlarms(template)),
    ...(examined && { examined: { ...examined, hides: examined.hides.filter((name) => isAt(name, targets)) } }),
  };
}

const isAt = (component: string, targets: readonly Target[]): boolean => targets.some((target) => target.component === component);

interface TemplateAt {
  readonly target: Target;
  readonly template: unknown;
  readonly parameters: Readonly<Record<string, string>>;
}

/** The release's template at a target. One that cannot be read is unknown: what is wrong with it, the deployment says. */
function templateAt(release: Release, target: Target): TemplateAt[] {
  const body = release.kind === 'built' ? bodyAt(release, target) : undefined;
  return body === undefined ? [] : [{ target, template: parsed(body.template), parameters: body.parameters }];
}

/** The alarms of a template, read as `slipway check` reads them. */
const alarmsIn = (at: TemplateAt): (NamedAlarm & Pick<Target, 'component'>)[] =>
  namedAlarms(at).map((alarm) => ({ ...alarm, component: at.target.component }));

/** `undefined` if it cannot be read: it is unknown, and may hide alarms. */
function parsed(text: string): unknown {
  const read = readTemplate(text);
  return read.kind === 'read' ? read.template : undefined;
}
