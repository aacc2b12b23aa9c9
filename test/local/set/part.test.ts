import { Part, type Started } from '../../../local/set/part';

/** Processes that only say that they run; each ends when it is told to. */
function processes() {
  const ends: (() => void)[] = [];
  const begun: (number | undefined)[] = [];
  const begin = async (before?: Started): Promise<Required<Started>> => {
    begun.push(before?.pid);
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

async function aPart() {
  const { begin, begun, crash } = processes();
  const started: (number | undefined)[] = [];
  const died: number[] = [];
  const part = await Part.start(begin, { started: (pid) => started.push(pid), died: (pid) => died.push(pid) });
  return { part, begun, crash, started, died };
}

/** Lets what waits for a promise that is settled go on. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('a part of a set', () => {
  it('takes the place of what ran before when it is started again, and says each time what runs', async () => {
    const { part, begun, started } = await aPart();
    await part.stop();
    await part.startAgain();
    expect(begun).toEqual([undefined, 1]);
    expect(started).toEqual([1, 2]);
    expect(part.now.pid).toBe(2);
  });

  it('that was stopped or killed on purpose has not died', async () => {
    const { part, died } = await aPart();
    await part.stop();
    await part.startAgain();
    await part.kill();
    await turn();
    expect(died).toEqual([]);
  });

  it('that ended by itself has, also after it was started again', async () => {
    const { part, crash, died } = await aPart();
    crash(1);
    await turn();
    expect(died).toEqual([1]);
    await part.startAgain();
    crash(2);
    await turn();
    expect(died).toEqual([1, 2]);
  });

  it('that would lose everything cannot be killed', async () => {
    const part = await Part.start(async (): Promise<Started> => ({ stop: async () => {} }), {
      started: () => {},
      died: () => {},
    });
    await expect(part.kill()).rejects.toThrow('cannot be killed, only stopped');
  });
});
