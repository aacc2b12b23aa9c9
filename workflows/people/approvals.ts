import { condition } from '@temporalio/workflow';
import { approvalState, describeState, type OpenApproval, subjectOf, votedOn, voteProblem } from '../../pipeline/gates/approval';
import { rowsIdOf } from '../../pipeline/gates/question';
import * as commands from '../messages/commands';
import type { OpenQuestion } from '../messages/progress';
import { receive } from '../messages/receive';
import { problemWith } from '../messages/validate';
import type { ChangeProgress } from '../progress/change-progress';
import { oneLine } from '../progress/one-line';
import { Setback } from '../setback';

/** An approval or a question while it waits for votes, with times in ISO 8601. */
interface Waiting {
  approval: OpenApproval;
  readonly since: string;
  readonly expires: string;
}

/** Receives votes, and lets the change wait for them: on the approval of a stage, and on questions. Make it before the first await. */
export class Approvals {
  private waiting: readonly Waiting[] = [];

  constructor(private readonly progress: ChangeProgress) {
    this.receiveVotes('approve', 'Let the change into the stage that it waits for, or allow what it asks about a component');
    this.receiveVotes('reject', 'Keep the change out of the stage that it waits for, or forbid what it asks about a component');
  }

  /**
   * Ends when enough people have approved all of these, which have the same subjects and limits. A rejection or an expired wait is a
   * setback with the reason; so is the end of the wait because `isOver` says that nothing depends on the answer any more.
   */
  async wait(open: readonly OpenApproval[], expiresMs: number, isOver = () => false): Promise<void> {
    const asked = open.map((approval): Waiting => ({ approval, since: isoIn(0), expires: isoIn(expiresMs) }));
    const states = () => asked.map(({ approval }) => ({ approval, state: approvalState(approval) }));
    const isDecided = () =>
      states().every(({ state }) => state.kind === 'approved') || states().some(({ state }) => state.kind === 'rejected');
    const summary = oneLine(`the approval of ${[...new Set(open.map(subjectOf))].join(', ')} expires`);
    this.show([...this.waiting, ...asked]);
    try {
      await condition(() => isDecided() || isOver(), expiresMs, { summary });
    } finally {
      this.show(this.waiting.filter((one) => !asked.includes(one)));
      for (const { approval } of asked) this.goOn(approval.stage);
    }
    const denied =
      states().find(({ state }) => state.kind === 'rejected') ?? states().find(({ state }) => state.kind === 'waiting');
    if (denied !== undefined) throw new Setback(describeState(denied.approval, isOver() ? 'over' : 'expired'));
  }

  /** Nothing more is asked about a stage. */
  private goOn(stage: string): void {
    if (!this.open.some((approval) => approval.stage === stage)) this.progress.stageGoesOn(stage);
  }

  private receiveVotes(verdict: 'approve' | 'reject', effect: string): void {
    receive(
      verdict === 'approve'
        ? { signal: commands.approve, update: commands.approveUpdate }
        : { signal: commands.reject, update: commands.rejectUpdate },
      {
        description: `${effect}: {"by": "your name", "stage": "the stage", "why": "the reason"}; about a component also "component": "its name", and "rows" where the change asks for it`,
        problem: (vote) => problemWith.vote(vote) ?? voteProblem(this.open, vote),
        act: (vote) => this.count(verdict, vote),
      },
    );
  }

  private get open(): readonly OpenApproval[] {
    return this.waiting.map(({ approval }) => approval);
  }

  private count(verdict: 'approve' | 'reject', vote: commands.VoteCommand): string {
    const { by, why } = vote;
    this.progress.decided(`${verdict} ${subjectOf(vote)}, as a claimed name`, { by, why });
    const meant = votedOn(this.open, vote);
    const counted = this.waiting.filter(({ approval }) => meant.includes(approval));
    if (counted.length === 0) return 'it does not wait for approval any more';
    for (const one of counted) one.approval = { ...one.approval, votes: [...one.approval.votes, { verdict, by, why }] };
    this.show(this.waiting);
    const open = counted.map(({ approval }) => approvalState(approval)).find((state) => state.kind !== 'approved');
    if (open !== undefined) return open.because;
    return vote.component === undefined ? `it goes on to stage ${vote.stage}` : `${subjectOf(vote)} may be deployed`;
  }

  private show(waiting: readonly Waiting[]): void {
    this.waiting = waiting;
    const own = waiting.find(({ approval }) => approval.question === undefined);
    const questions = waiting.flatMap(openQuestion);
    this.progress.waitsForVotes({ ...(own && { approval: own.approval.stage }), questions });
    for (const stage of new Set(this.open.map((approval) => approval.stage))) {
      const here = waiting.filter(({ approval }) => approval.stage === stage);
      const why = [...new Set(here.map(({ approval }) => describeState(approval, 'open')))].join('; ');
      this.progress.stageWaits(stage, why, here.map(({ expires }) => expires).sort()[0] ?? '');
    }
  }
}

const openQuestion = ({ approval, since, expires }: Waiting): OpenQuestion[] => {
  const { stage, question, isFurther = false } = approval;
  if (question === undefined) return [];
  const state = approvalState(approval);
  const waitsFor = state.kind === 'approved' ? 'approved' : state.because;
  const { component, rows } = question;
  return [{ stage, component, rows, ...(isFurther && { rowsId: rowsIdOf(question) }), waitsFor, since, expires }];
};

const isoIn = (ms: number): string => new Date(Date.now() + ms).toISOString();
