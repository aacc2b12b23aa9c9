import { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import type { Activities, BakeOutcome, DeployInput, DeployOutcome } from '../../../../activities/contract';
import { type Hands, lines, usual } from '../../builders/fakes';
import { lastRegion } from './scene';
import type { Story } from './story';

/** Which story a workflow belongs to. */
export type StoryOf = (workflow: string) => Story;

/** The hands of all stories: each call is played by the story whose workflow it is. */
export function handsOfAll(storyOf: StoryOf, real: Omit<Activities, keyof Hands>): Activities {
  const story = () => storyOf(Context.current().info.workflowExecution?.workflowId ?? '');
  const act =
    <Input, Answer>(name: keyof Activities, line: (input: Input) => string, hand: (input: Input) => Promise<Answer>) =>
    (input: Input) =>
      story().act({ act: name, line: line(input) }, () => hand(input));
  return {
    ...real,
    startChange: act('startChange', () => 'start the change', real.startChange),
    goodRelease: act('goodRelease', ({ lane }) => `what is good in ${lane}`, real.goodRelease),
    review: act('review', lines.review, usual.review),
    build: act('build', lines.build, usual.build),
    survey: act('survey', lines.survey, usual.survey),
    gates: act('gates', lines.gates, usual.gates),
    deploy: act('deploy', lines.deploy, deploy),
    test: act('test', lines.test, usual.test),
    watch: act('watch', lines.watch, watch),
    bake: act('bake', lines.bake, async (plan) => (isUnhealthy(story(), lines.bake(plan)) ? unhealthy : await usual.bake(plan))),
    opening: act('opening', lines.opening, usual.opening),
    checkPolicy: act(
      'checkPolicy',
      ({ release }) => `checkPolicy ${release === undefined ? 'before it is built' : 'once it is built'}`,
      usual.checkPolicy,
    ),
    approvalRules: usual.approvalRules,
    notify: act('notify', lines.notify, async ({ subject }) => (subject === 'stuck' ? await story().mend() : undefined)),
  };
}

/** The last bake of all, where the story is of the way back. */
const isUnhealthy = ({ plot }: Story, line: string): boolean => plot.base === 'unhealthy' && line === `bake region ${lastRegion}`;

const unhealthy: BakeOutcome = { kind: 'unhealthy', because: 'alarm errors fired' };

/** A table that is put back leaves something behind, so that one sees who tells of it. */
async function deploy({ direction, target: { component, region } }: DeployInput): Promise<DeployOutcome> {
  const isLeft = direction === 'back' && component === 'table';
  const left = isLeft ? [{ what: `a column in ${region}`, action: 'see who reads it' }] : [];
  return { touched: true, what: 'updated', left };
}

/** Sees nothing, and looks again only after the story: many looks at once would be all that the server does. */
async function watch(): Promise<never> {
  throw ApplicationFailure.create({ message: 'none fired', nextRetryDelay: '1h' });
}
