/** The gate of quiet alarms: what each alarm that a stage watches means for a change that wants to enter. */
import type { Environment } from '../model/stage';
import type { SeenAlarm } from './bake-verdict';

/** What to do about a name that only AWS knows. */
export const readableNameAdvice = 'write it so that it is known before the deployment, as with Fn::Sub over Environment and Zone';

/** A Region of a stage, with what its alarms are and what the release makes there. */
export interface AlarmPlace {
  readonly region: string;
  /** `undefined` if nothing is deployed there. */
  readonly environment: Environment | undefined;
  readonly alarms: readonly (Pick<SeenAlarm, 'name' | 'state'> & { readonly exists: boolean })[];
  /** The names of the alarms that templates of the release declare there. */
  readonly declared: ReadonlySet<string>;
  /** `component/logical id` of alarms whose names only AWS knows. */
  readonly unread: readonly string[];
  /** Whether a template there may make alarms that it does not show. */
  readonly mayHide: boolean;
  /** What examining the deployment found: alarms of processed templates, and components that hide resources even then. */
  readonly examined?: { readonly alarms: readonly string[]; readonly hides: readonly string[] };
}

/** An alarm that only the deployment can bring. */
export interface HiddenAlarm {
  readonly name: string;
  /** The component that may make it. */
  readonly component: string;
  /** A sentence in lower case without a full stop. */
  readonly row: string;
}

export interface AlarmGate {
  /** Why the gate is closed: a sentence for each alarm. */
  readonly closed: readonly string[];
  /** What a person must allow, in production and gamma. */
  readonly asks: readonly HiddenAlarm[];
  /** What passes in alpha and beta, where nobody is hurt if the alarm does not come. */
  readonly passes: readonly HiddenAlarm[];
}

/** Judges the alarms of a place. One that does not exist passes only if the release is about to create it. */
export function judgeAlarms(place: AlarmPlace): AlarmGate {
  const missing = place.alarms.filter(({ name, exists }) => !exists && !isComing(name, place));
  const hider = place.examined?.hides[0];
  const hidden = hider === undefined ? [] : missing.map(({ name }) => hiddenAlarm(name, hider, place));
  const isTest = place.environment === 'alpha' || place.environment === 'beta';
  return {
    closed: [
      ...place.alarms.flatMap((alarm) => (alarm.exists ? notQuiet(alarm, place) : [])),
      ...(hider === undefined ? missing.map(({ name }) => missingFor(name, place)) : []),
    ],
    asks: isTest ? [] : hidden,
    passes: isTest ? hidden : [],
  };
}

/** Before the deployment was examined, what a template hides is not held against the change: it is known only later. */
const isComing = (name: string, { declared, mayHide, examined }: AlarmPlace): boolean =>
  declared.has(name) || (examined === undefined ? mayHide : examined.alarms.includes(name));

const notQuiet = ({ name, state }: AlarmPlace['alarms'][number], { region }: AlarmPlace): string[] => {
  if (state === 'ok') return [];
  return [
    state === 'firing' ? `alarm ${name} in ${region} is firing` : `alarm ${name} in ${region} cannot be read, or has no data`,
  ];
};

const missingFor = (name: string, { region, unread }: AlarmPlace): string =>
  unread.length > 0
    ? `alarm ${name} does not exist in ${region} and the release may create it, but the name of ${unread.join(', ')} is known only to AWS: ${readableNameAdvice}`
    : `alarm ${name} does not exist in ${region} and no template of the release declares it: create it, or correct its name`;

const hiddenAlarm = (name: string, component: string, { region }: AlarmPlace): HiddenAlarm => ({
  name,
  component,
  row: `alarm ${name} does not exist in ${region}, and whether component ${component} creates it in a nested stack, a module or a macro cannot be told before the deployment`,
});
