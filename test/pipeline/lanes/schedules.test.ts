import fc from 'fast-check';
import { Schedule } from './a-schedule';

/** Runs the drawn steps, then lets all changes finish in a drawn order. */
function play(steps: readonly number[]): Schedule {
  const seeds = steps.length === 0 ? [0] : steps;
  let drawn = 0;
  const schedule = new Schedule((below) => {
    drawn += 1;
    return ((seeds[drawn % seeds.length] ?? 0) + drawn * 7919) % Math.max(below, 1);
  });
  for (const _ of steps) schedule.step();
  for (let left = 20_000; left > 0 && schedule.step(true); left -= 1);
  return schedule;
}

const steps = fc.array(fc.nat(1_000_000), { minLength: 20, maxLength: 300 });
const holds = (check: (schedule: Schedule) => void, numRuns = 100) =>
  fc.assert(
    fc.property(steps, (drawn) => check(play(drawn))),
    { numRuns },
  );

describe('a service under any schedule', () => {
  test('has one change per lane, in order, starts each once, and is idempotent (I1, I3, I8, I9)', () => {
    holds((schedule) => expect(schedule.broken).toEqual([]));
  });

  test('lets every change end and then forgets it, except one that vanished and that nobody waits for (I12)', () => {
    holds(({ lives, service: { state } }) => {
      const vanished = lives.filter((life) => life.state === 'vanished').map((life) => life.id);
      expect(lives.filter((life) => life.state !== 'over' && !vanished.includes(life.id))).toEqual([]);
      expect(state.waiting).toEqual([]);
      expect(state.stuck).toEqual({});
      const kept = [...state.living.map(({ id }) => id), ...Object.values(state.holders).map(({ change }) => change)];
      expect(kept.filter((id) => !vanished.includes(id))).toEqual([]);
    });
  });

  test('keeps the lane of a vanished change until a person accepts it, and then goes on', () => {
    let freed = 0;
    const count = ({ service: { state } }: Schedule) => {
      freed += state.accepted.length;
    };
    holds(count, 300); // about one schedule in thirty frees a lane
    expect(freed).toBeGreaterThan(0); // otherwise the schedules test nothing here; I1 above tests that nobody enters meanwhile
  });

  test('grants all lanes of a request in one step', () => {
    holds(({ service, lives }) => {
      for (const command of service.commands) {
        if (command.kind !== 'grant') continue;
        const stages = lives.find(({ id }) => id === command.change)?.stages ?? [];
        expect(stages).toContainEqual(command.lanes);
      }
    });
  });

  test('numbers the changes of a pipeline in the order in which they start', () => {
    holds(({ service, lives }) => {
      for (const pipeline of ['app', 'infra', 'image']) {
        const started = service.commands.filter(({ kind, change }) => kind === 'start' && change.startsWith(`${pipeline}/`));
        const numbers = started.map((command) => command.kind === 'start' && command.number);
        expect(numbers).toEqual(numbers.map((_, index) => index + 1));
        expect(lives.filter((life) => life.pipeline === pipeline && life.number === 0)).toEqual([]);
      }
    });
  });

  test('keeps at most ten good releases per lane, each once', () => {
    holds(({ service }) => {
      for (const good of Object.values(service.state.good).flatMap((pipelines) => Object.values(pipelines))) {
        expect(good.length).toBeLessThanOrEqual(10);
        expect(new Set(good).size).toBe(good.length);
      }
    });
  });
});
