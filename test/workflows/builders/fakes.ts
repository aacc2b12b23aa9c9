/** Fake activities: each succeeds at once, unless a test answers otherwise. */
import { notYet } from '../../../activities/attempt/not-yet';
import { callLines } from './call-lines';
import type { Answers, FakedActivities } from './faked-activities';

/** The default answers: nobody refuses, everything deploys, and no alarm fires. */
export const defaultActivities: FakedActivities = {
  review: async () => ({ kind: 'approved', commits: 1, authors: ['Ada', 'ada@example.com'] }),
  build: async ({ merge }) => ({ kind: 'built', release: releaseOf(merge.commit) }),
  survey: async ({ targets }) => `found-${targets[0]?.region}`,
  gates: async () => ({ kind: 'open' }),
  examine: async () => ({ kind: 'clear', questions: [], notes: [], alarms: [], hides: [] }),
  deploy: async () => ({ touched: true, what: 'updated', left: [] }),
  test: async () => ({ kind: 'passed' }),
  watch: async () => {
    throw notYet('none fired');
  },
  bake: async () => ({ kind: 'healthy', because: 'all is quiet' }),
  notify: async () => {},
  opening: async () => ({ kind: 'open' }),
  checkPolicy: async () => ({ kind: 'allowed' }),
  approvalRules: async () => ({ claimedNames: true }),
};

/**
 * The default activities with the answers of a test. `record` gets the line of each call as it begins, except those of `watch`, which looks
 * again all the time, and of activities that look at settings of the worker.
 */
export function activitiesWith(answers: Answers, record: (line: string) => void): FakedActivities {
  const recorded = <Name extends keyof typeof callLines>(name: Name) => {
    const proceed = defaultActivities[name];
    const answer: Answers[Name] = answers[name];
    return (input: Parameters<FakedActivities[Name]>[0]) => {
      if (name !== 'watch') record(callLines[name](input));
      return answer === undefined
        ? (proceed as (of: typeof input) => ReturnType<FakedActivities[Name]>)(input)
        : answer(input, proceed);
    };
  };
  const { checkPolicy, approvalRules } = { ...defaultActivities, ...answers };
  return {
    review: recorded('review'),
    build: recorded('build'),
    survey: recorded('survey'),
    gates: recorded('gates'),
    opening: recorded('opening'),
    deploy: recorded('deploy'),
    test: recorded('test'),
    watch: recorded('watch'),
    bake: recorded('bake'),
    notify: recorded('notify'),
    examine: recorded('examine'),
    checkPolicy: async (input) => await checkPolicy(input, defaultActivities.checkPolicy),
    approvalRules: async () => await approvalRules(undefined, defaultActivities.approvalRules),
  };
}

/** The id of the release that the fake build makes of a commit. */
export const releaseOf = (commit: string): string => `sha256-${commit}`;
