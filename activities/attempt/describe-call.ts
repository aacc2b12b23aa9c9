import { short } from '../../pipeline/model/ids';
import { describeTarget, type Target } from '../../pipeline/model/target';
import type { Activities } from '../contract';

type Inputs = { readonly [Name in keyof Activities]: Parameters<Activities[Name]>[0] };

/** What each activity does, in words that complete the sentence "cannot …". */
const words: { readonly [Name in keyof Activities]: (input: Inputs[Name]) => string } = {
  review: ({ merge }) => `review commit ${short(merge.commit)} of ${merge.repository}`,
  checkPolicy: ({ pipeline }) => `check the policy for ${pipeline.name}`,
  build: ({ merge }) => `build commit ${short(merge.commit)} of ${merge.repository}`,
  survey: ({ targets }) => `read what runs in ${regionsOf(targets)}`,
  gates: ({ places }) => `read the alarms of ${listed(places.map(({ look }) => look.region))}`,
  examine: ({ targets }) => `find out what would change in ${regionsOf(targets)}`,
  opening: ({ windows }) => `read the opening hours in ${windows.timeZone}`,
  deploy: ({ direction, target }) =>
    direction === 'forward' ? `deploy ${describeTarget(target)}` : `put ${describeTarget(target)} back`,
  test: ({ stage, region }) => `test stage ${stage} in ${region}`,
  watch: ({ look }) => `watch the alarms of ${look.region}`,
  bake: ({ look }) => `read the alarms and the traffic of ${look.region}`,
  notify: ({ subject }) => `notify people of “${subject}”`,
  startChange: ({ id }) => `start ${id}`,
  goodRelease: ({ lane }) => `ask which release is good in ${lane}`,
  watchForVanished: ({ changes }) => `see whether ${listed(changes)} ${changes.length === 1 ? 'is' : 'are'} still open`,
  openBelow: ({ change }) => `see what is open below ${change}`,
  approvalRules: () => 'read which approvals count',
};

/** What a call of an activity does, as in `deploy api in usw2-az1`; it completes the sentence "cannot …". */
export function describeCall<Name extends keyof Activities>(name: Name, input: Inputs[Name]): string {
  try {
    return words[name](input);
  } catch {
    return name; // an input of another version: the error that is being described matters more
  }
}

const listed = (names: readonly string[]): string => [...new Set(names)].join(', ');

const regionsOf = (targets: readonly Target[]): string => listed(targets.map(({ region }) => region));
