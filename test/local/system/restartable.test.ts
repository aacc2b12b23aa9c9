import { Restartable, type Stoppable } from '../../../local/system/restartable';

/** Fake processes, with the ids 1, 2, …; each ends when it is stopped or crashes. */
function processes() {
  const ends: (() => void)[] = [];
  const begun: (number | undefined)[] = [];
  const begin = async (previous?: Stoppable): Promise<Required<Stoppable>> => {
    begun.push(previous?.pid);
    let end = () => {};
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    ends.push(end);
    const stop = async () => end();
    return { pid: begun.length, ended, stop, kill: stop };
  };
  return { begin, begun, crash: (number: number) => ends[number - 1]?.() };
}

async function aRestartable() {
  const { begin, begun, crash } = processes();
  const started: (number | undefined)[] = [];
  const died: number[] = [];
  const process = await Restartable.start(begin, { started: (pid) => started.push(pid), died: (pid) => died.push(pid) });
  return { process, begun, crash, started, died };
}

/** Lets the callbacks of settled promises run. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('a restartable process', () => {
  test('gets what ran before at a restart, and reports its id at each start', async () => {
    const { process, begun, started } = await aRestartable();
    await process.stop();
    await process.restart();
    expect(begun).toEqual([undefined, 1]);
    expect(started).toEqual([1, 2]);
    expect(process.current.pid).toBe(2);
  });

  test('has not died if it was stopped or killed on purpose', async () => {
    const { process, died } = await aRestartable();
    await process.stop();
    await process.restart();
    await process.kill();
    await turn();
    expect(died).toEqual([]);
  });

  test('has died if it ended by itself, also after a restart', async () => {
    const { process, crash, died } = await aRestartable();
    crash(1);
    await turn();
    expect(died).toEqual([1]);
    await process.restart();
    crash(2);
    await turn();
    expect(died).toEqual([1, 2]);
  });

  test('cannot be killed if it would lose its state', async () => {
    const process = await Restartable.start(async (): Promise<Stoppable> => ({ stop: async () => {} }), {
      started: () => {},
      died: () => {},
    });
    await expect(process.kill()).rejects.toThrow('cannot be killed, only stopped');
  });
});
