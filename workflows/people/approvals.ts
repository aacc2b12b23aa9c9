import { condition } from '@temporalio/workflow';
import {
  type ApprovalSettings,
  type ApprovalState,
  approvalState,
  type OpenApproval,
  voteProblem,
} from '../../pipeline/gates/approval';
import { quick } from '../activities';
import * as commands from '../messages/commands';
import { receive } from '../messages/receive';
import { problemWith } from '../messages/validate';
import type { ChangeProgress } from '../progress/change-progress';
import { Setback } from '../setback';

/** The approval gate: receives votes, and lets the change wait for them. Make it before the first await. */
export class Approvals {
  private open: OpenApproval | undefined;

  constructor(private readonly progress: ChangeProgress) {
    this.receiveVotes('approve', 'Let the change into the stage that it waits for');
    this.receiveVotes('reject', 'Keep the change out of the stage that it waits for, and end it');
  }

  /** Ends when enough people have approved. A rejection or an expired wait is a setback, which ends the change with the reason. */
  async wait(stage: string, settings: ApprovalSettings, authors: readonly string[]): Promise<void> {
    const { claimedNames } = await quick.approvalRules.executeWithOptions({ summary: 'do claimed names count?' }, []);
    this.open = { stage, settings, authors, claimedNames, votes: [] };
    this.display(this.open);
    this.progress.waitsForApproval(stage);
    const isDecided = await condition(() => this.state?.kind !== 'waiting', settings.expiresMs, {
      summary: `approval of stage ${stage} expires`,
    });
    const { state } = this;
    this.open = undefined;
    this.progress.waitsForApproval(undefined);
    if (!isDecided && state?.kind === 'waiting') throw new Setback(`the approval of stage ${stage} expired: ${state.because}`);
    if (state?.kind === 'rejected') throw new Setback(`stage ${stage}: ${state.because}`);
  }

  private receiveVotes(verdict: 'approve' | 'reject', effect: string): void {
    receive(
      verdict === 'approve'
        ? { signal: commands.approve, update: commands.approveUpdate }
        : { signal: commands.reject, update: commands.rejectUpdate },
      {
        description: `${effect}: {"by": "your name", "stage": "the stage", "why": "the reason"}`,
        problem: (vote) => problemWith.vote(vote) ?? voteProblem(this.open, vote),
        act: (vote) => this.count(verdict, vote),
      },
    );
  }

  private get state(): ApprovalState | undefined {
    return this.open && approvalState(this.open);
  }

  private count(verdict: 'approve' | 'reject', { stage, by, why }: commands.VoteCommand): string {
    this.progress.decided(`${verdict} stage ${stage}, as a claimed name`, { by, why });
    if (this.open === undefined) return 'it does not wait for approval any more';
    this.open = { ...this.open, votes: [...this.open.votes, { verdict, by, why }] };
    this.display(this.open);
    const state = approvalState(this.open);
    return state.kind === 'approved' ? `it goes on to stage ${stage}` : state.because;
  }

  private display(open: OpenApproval): void {
    const state = approvalState(open);
    this.progress.stage(open.stage, 'waiting', state.kind === 'approved' ? 'approved' : state.because);
  }
}
