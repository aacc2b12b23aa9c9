import { notYet } from '../../../activities/attempt/not-yet';
import type { GatesInput } from '../../../activities/contract';
import { approveUpdate, rejectUpdate } from '../../../workflows/messages/commands';
import { aWorld } from '../builders/a-world';
import type { Answers } from '../builders/faked-activities';
import { clear, mayReplace, policyNames, waitForQuestions } from '../builders/questions';
import { alphaStage, first, second } from '../builders/stages';
import { until } from '../builders/until';

const question = {
  component: 'api',
  rows: ['alarm errors does not exist in us-west-2, and only the deployment can tell whether component api creates it'],
  digest: 'sha256-alarms',
};
const grace = { by: 'grace', stage: 'first', component: 'api', why: 'the nested stack makes it' };

/** The gate asks until people have allowed it; it sees what examining each Region has found. */
function gateAsks(calls: GatesInput[] = []): Answers {
  return {
    ...policyNames('grace'),
    examine: async () => clear({ alarms: ['made'], hides: ['api'] }),
    gates: async (input) => {
      calls.push(input);
      const isAllowed = input.allowed?.includes(question.digest) === true;
      return input.places.every(({ examined }) => examined === undefined) || isAllowed
        ? { kind: 'open', ...(isAllowed && { notes: question.rows }) }
        : { kind: 'asks', questions: [question] };
    },
  };
}

describe('hidden-alarm: an alarm that only the deployment can bring', () => {
  test.concurrent('is asked of a person once, with the lanes given back, and becomes a note', async () => {
    const calls: GatesInput[] = [];
    const world = await aWorld(gateAsks(calls));
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await waitForQuestions(world, change);
    expect((await world.progress(change)).questions).toMatchObject([{ component: 'api', rows: question.rows }]);
    expect((await world.traffic()).holders).toEqual({});
    await change.executeUpdate(approveUpdate, { args: [grace] });
    expect(await change.result()).toMatchObject({ kind: 'delivered' });
    expect(world.calls.filter((line) => line === 'notify question')).toHaveLength(1);
    expect((await world.progress(change)).stages[0]?.notes).toEqual(question.rows);
    const seen = calls.map(({ wait, places, allowed }) => [wait, places[0]?.examined?.alarms, allowed]);
    expect(seen).toEqual([
      [true, undefined, undefined],
      [false, ['made'], undefined],
      [true, ['made'], [question.digest]],
      [false, ['made'], [question.digest]],
    ]);
  });

  test.concurrent('ends the change untouched if the person says no', async () => {
    const world = await aWorld(gateAsks());
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await waitForQuestions(world, change);
    await change.executeUpdate(rejectUpdate, { args: [{ ...grace, why: 'we would be blind' }] });
    expect(await change.result()).toMatchObject({
      kind: 'refused',
      because: 'component api of stage first: grace rejected it: we would be blind',
    });
    expect(world.deployments).toEqual([]);
  });

  test.concurrent('is asked together with what may be replaced', async () => {
    const world = await aWorld({
      ...gateAsks(),
      examine: async () => clear({ questions: [mayReplace()], hides: ['api'] }),
    });
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await waitForQuestions(world, change, 2);
    for (const component of ['table', 'api']) await change.executeUpdate(approveUpdate, { args: [{ ...grace, component }] });
    expect(await change.result()).toMatchObject({ kind: 'delivered' });
  });

  test.concurrent('is given to the gate Region by Region: what one Region hides says nothing of another', async () => {
    const calls: GatesInput[] = [];
    const world = await aWorld({
      examine: async ({ targets }) => clear({ hides: targets[0]?.region === 'us-east-1' ? ['api'] : [] }),
      gates: async (input) => {
        calls.push(input);
        return { kind: 'open' };
      },
    });
    await world.runChange(world.pipeline({ stages: [second] }));
    expect(calls[1]?.places.map(({ look, examined }) => [look.region, examined?.hides])).toEqual([
      ['eu-west-1', []],
      ['us-east-1', ['api']],
    ]);
  });

  test.concurrent('that turns out not to come makes the change wait at the gate, which does not take the lanes again and again', async () => {
    let exists = false;
    const world = await aWorld({
      gates: async ({ wait, places }) => {
        if (exists || places[0]?.examined === undefined) return { kind: 'open' };
        const because = 'alarm errors does not exist in us-west-2 and no template of the release declares it';
        if (wait) throw notYet(because);
        return { kind: 'closed', because };
      },
    });
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await until('the gate waits', () => world.calls.filter((line) => line === 'gates us-west-2').length >= 4);
    expect(world.calls.filter((line) => line === 'examine us-west-2')).toHaveLength(1);
    expect((await world.traffic()).holders).toEqual({});
    exists = true;
    expect(await change.result()).toMatchObject({ kind: 'delivered' });
  });

  test.concurrent('passes in alpha with a note that people see', async () => {
    const world = await aWorld({
      gates: async ({ places }) =>
        places[0]?.targets[0]?.environment === 'alpha' ? { kind: 'open', notes: question.rows } : { kind: 'open' },
    });
    const change = await world.merge(world.pipeline({ stages: [alphaStage, first] }));
    await change.result();
    const { stages } = await world.progress(change);
    expect(stages.map(({ notes }) => notes)).toEqual([question.rows, undefined]);
  });
});
