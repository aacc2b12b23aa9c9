import { Restartable, type Start, type Stoppable } from './restartable';

/** Records the process id of each part, for people and for the next start. */
interface PidRecord {
  started(part: string, pid: number | undefined): void;
}

/** What is printed when a part dies: `the worker`, `: start another`. */
interface DeathNotice {
  readonly what: string;
  readonly advice: string;
}

/** What was started so far. It stops everything, the newest first, also when the next start fails. */
export class StartedProcesses {
  private readonly all: { stop(): Promise<void> }[] = [];

  constructor(
    private readonly pids: PidRecord,
    private readonly say: (line: string) => void,
  ) {}

  /** Waits for a start, and remembers to stop what was started. */
  async add<T extends { stop(): Promise<void> }>(starting: Promise<T>): Promise<T> {
    const started = await starting;
    this.all.push(started);
    return started;
  }

  /** Starts a part that can be restarted. If it dies unexpectedly, that is printed with advice. */
  async addRestartable<T extends Stoppable>(part: string, begin: Start<T>, notice: DeathNotice): Promise<Restartable<T>> {
    const died = (pid: number) => this.say(`${notice.what} (process ${pid}) has died${notice.advice}`);
    return await this.add(Restartable.start(begin, { started: (pid) => this.pids.started(part, pid), died }));
  }

  async stopAll(): Promise<void> {
    for (let newest = this.all.pop(); newest !== undefined; newest = this.all.pop()) await newest.stop();
  }
}
