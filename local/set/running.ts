import { Part, type Started } from './part';

/** Writes down which process a part is. */
interface Book {
  started(part: string, pid: number | undefined): void;
}

/** What of a set was started so far. It is stopped the last one first, also where what comes next cannot start. */
export class Running {
  private readonly all: { stop(): Promise<void> }[] = [];

  constructor(
    private readonly state: Book,
    private readonly say: (line: string) => void,
  ) {}

  /** Keeps what has started, to stop it. */
  async add<T extends { stop(): Promise<void> }>(starting: Promise<T>): Promise<T> {
    const it = await starting;
    this.all.push(it);
    return it;
  }

  /** Starts a part that can be broken; where it dies by itself, that is said with what to do. */
  async part<T extends Started>(name: string, begin: (before?: T) => Promise<T>, ifDead: Death): Promise<Part<T>> {
    const died = (pid: number) => this.say(`${ifDead.what} (process ${pid}) has died${ifDead.advice}`);
    return await this.add(Part.start(begin, { started: (pid) => this.state.started(name, pid), died }));
  }

  async stop(): Promise<void> {
    for (let last = this.all.pop(); last !== undefined; last = this.all.pop()) await last.stop();
  }
}

/** What is said of a part that died: `the worker`, `: start another`. */
interface Death {
  readonly what: string;
  readonly advice: string;
}
