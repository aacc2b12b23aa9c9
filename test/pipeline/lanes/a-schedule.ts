/**
 * A random schedule of changes: it draws what each change does next and which message arrives next, late or twice. Checks the invariants
 * whenever a change enters a lane.
 */
import type { Request, ServiceCommand, ServiceEvent } from '../../../pipeline/lanes/state';
import { changesWaitedFor } from '../../../pipeline/lanes/vanished';
import { AService, delivered } from './a-service';

interface Life {
  readonly id: string;
  readonly pipeline: string;
  readonly stages: readonly (readonly string[])[];
  number: number;
  stage: number;
  ticket: number;
  state: 'merged' | 'walking' | 'waiting' | 'granted' | 'inside' | 'over' | 'vanished';
}

/** How each pipeline uses the lanes: one by one, together, and in different orders. */
const pipelines: Record<string, string[][]> = {
  app: [['alpha'], ['us'], ['eu', 'ap']],
  infra: [['alpha'], ['eu', 'us'], ['ap']],
  image: [['ap'], ['alpha', 'us', 'eu']],
};

export class Schedule {
  readonly service = new AService();
  readonly broken: string[] = [];
  readonly lives: Life[] = [];
  private readonly toService: ServiceEvent[] = [];
  private readonly fromService: ServiceCommand[] = [];
  private readonly entered: Record<string, number> = {};
  /** By vanished change: the lanes that a person has accepted. */
  private readonly accepted: Record<string, string[]> = {};

  constructor(private readonly draw: (below: number) => number) {}

  /** One random step. Changes fail and messages are repeated only while `calm` is false. */
  step(calm = false): boolean {
    const steps = [
      ...this.toService.map((_, index) => () => this.deliver(index, calm)),
      ...this.fromService.map((_, index) => () => this.carryOut(index)),
      ...this.lives
        .filter((life) => !['merged', 'waiting', 'over', 'vanished'].includes(life.state))
        .map((life) => () => this.live(life, calm)),
      ...(calm ? [] : [() => this.merge(), () => this.disturb(), () => this.terminate(), () => this.terminate()]),
    ];
    const all = [...steps, ...this.eventually];
    all[this.draw(all.length)]?.();
    return all.length > 0;
  }

  private merge(): void {
    const pipeline = Object.keys(pipelines)[this.draw(3)] ?? 'app';
    const id = `${pipeline}/${this.lives.length}`;
    const stages = pipelines[pipeline] ?? [];
    this.lives.push({ id, pipeline, stages, number: 0, stage: 0, ticket: 0, state: 'merged' });
    this.toService.push({ kind: 'merged', id, pipeline, commit: id, lanes: stages.flat() });
  }

  /** Sends a merge again, or cancels or terminates a waiting change. */
  private disturb(): void {
    const life = this.lives[this.draw(this.lives.length)];
    if (life === undefined) return;
    const { id, pipeline, stages } = life;
    const what = this.draw(4);
    if (what < 2) this.toService.push({ kind: 'merged', id, pipeline, commit: id, lanes: stages.flat() });
    else if (life.state === 'waiting' && what === 2) this.end(life);
    else if (life.state === 'waiting') life.state = 'over';
  }

  /** Terminates a change in a stage or between two stages, which then reports nothing any more. */
  private terminate(): void {
    const open = this.lives.filter((life) => life.state === 'inside' || life.state === 'walking');
    const life = open[this.draw(open.length)];
    if (life === undefined) return;
    if (life.state === 'walking') life.stage = life.stages.length; // it is in no lane
    life.state = 'vanished';
  }

  /** Events that come sooner or later: a change that others wait for vanished, or a person accepts a stuck lane. */
  private get eventually(): (() => void)[] {
    const { state } = this.service;
    // A workflow that has not started yet cannot be found, just like one that is gone.
    const gone = (id: string) => this.lives.some((life) => life.id === id && ['merged', 'over', 'vanished'].includes(life.state));
    const isOnItsWay = (matches: (event: ServiceEvent) => boolean) => this.toService.some(matches);
    const vanished = changesWaitedFor(state).filter(
      (id) => gone(id) && !isOnItsWay((event) => 'change' in event && event.change === id),
    );
    const stuck = Object.entries(state.stuck).filter(
      ([lane]) => !isOnItsWay((event) => event.kind === 'accepted' && event.lane === lane),
    );
    return [
      ...vanished.map((change) => () => void this.toService.push({ kind: 'vanished', change })),
      ...stuck.map(
        ([lane, { change }]) =>
          () =>
            this.accept(lane, change),
      ),
    ];
  }

  /** A person accepts what is in a stuck lane. */
  private accept(lane: string, change: string): void {
    this.toService.push({ kind: 'accepted', lane, by: 'ann', why: 'it looks well', at: '' });
    this.acceptedOf(change).push(lane);
  }

  private acceptedOf(change: string): string[] {
    this.accepted[change] ??= [];
    return this.accepted[change];
  }

  private deliver(index: number, calm: boolean): void {
    const event = this.toService[index];
    if (event === undefined) return;
    if (calm || this.draw(4) > 0) this.toService.splice(index, 1);
    this.fromService.push(...this.service.take(event));
    const { state } = this.service;
    const again = this.service.take(event);
    if (again.length > 0 || !same(this.service.state, state)) this.broken.push(`${event.kind} is not idempotent`);
    this.service.state = JSON.parse(JSON.stringify(state));
    if (!same(this.service.state, state)) this.broken.push('the state does not survive JSON');
  }

  private carryOut(index: number): void {
    const [command] = this.fromService.splice(index, 1);
    const life = this.lives.find(({ id }) => id === command?.change);
    if (command === undefined || life === undefined || command.kind === 'notifyPeople') return;
    // Neither a start nor a grant reaches a change that is over, and the service learns that.
    if (life.state === 'over' || life.state === 'vanished') this.toService.push({ kind: 'gone', change: life.id });
    else if (command.kind === 'start') this.start(life, command.number);
    else if (life.state === 'waiting' && command.ticket === life.ticket) life.state = 'granted';
  }

  private start(life: Life, number: number): void {
    if (life.state !== 'merged') this.broken.push(`${life.id} is started twice`);
    life.number = number;
    life.state = 'walking';
    this.toService.push({ kind: 'started', change: life.id }, { kind: 'reviewed', change: life.id });
  }

  private live(life: Life, calm: boolean): void {
    const goesWrong = !calm && this.draw(5) === 0;
    if (life.state === 'granted' && goesWrong) this.giveBack(life, 'walking');
    else if (goesWrong) this.end(life);
    else if (life.state === 'walking') this.ask(life);
    else if (life.state === 'granted') this.touch(life);
    else this.pass(life);
  }

  private pass(life: Life): void {
    this.giveBack(life, 'walking', `release of ${life.id}`);
    life.stage += 1;
    if (life.stage === life.stages.length) this.end(life);
  }

  private ask(life: Life): void {
    life.ticket += 1;
    life.state = 'waiting';
    this.toService.push({ kind: 'arrived', ...requestOf(life) });
  }

  private touch(life: Life): void {
    life.state = 'inside';
    for (const lane of lanesOf(life)) {
      const others = this.lives.filter((other) => other !== life && this.isInside(other, lane));
      if (others.length > 0) this.broken.push(`I1: ${life.id} and ${others[0]?.id} are both in ${lane}`);
      const newest = this.entered[`${life.pipeline} ${lane}`] ?? 0;
      if (newest >= life.number) this.broken.push(`I3: ${life.id} enters ${lane} after ${newest}`);
      this.entered[`${life.pipeline} ${lane}`] = life.number;
    }
  }

  /** A change that vanished in a lane counts as inside until a person has accepted the lane. */
  private isInside(life: Life, lane: string): boolean {
    if (!lanesOf(life).includes(lane)) return false;
    return life.state === 'inside' || (life.state === 'vanished' && !this.acceptedOf(life.id).includes(lane));
  }

  private giveBack(life: Life, state: Life['state'], good?: string): void {
    this.toService.push({ kind: 'finished', ...requestOf(life), ...(good !== undefined && { good }) });
    life.state = state;
  }

  private end(life: Life): void {
    if (life.state === 'waiting' || life.state === 'inside') this.giveBack(life, 'over');
    life.state = 'over';
    this.toService.push({ kind: 'ended', change: life.id, outcome: delivered });
  }
}

const lanesOf = (life: Life): readonly string[] => life.stages[life.stage] ?? [];

const requestOf = (life: Life): Request => ({
  change: life.id,
  stage: `stage ${life.stage}`,
  ticket: life.ticket,
  lanes: lanesOf(life),
});

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
