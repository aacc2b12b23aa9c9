import { condition } from '@temporalio/workflow';
import { type ApprovalSettings, approvalState, type OpenApproval, voteProblem } from '../../pipeline/gates/approval';
import { quick } from '../activities';
import * as messages from '../messages/messages';
import { hear } from '../messages/receive';
import { wrongWith } from '../messages/validate';
import type { Story } from '../progress/progress';
import { Setback } from '../setback';

/** The gate of people who must say yes: hears them, and lets the change wait. Make it before the first await. */
export class Approvals {
  private open: OpenApproval | undefined;

  constructor(private readonly story: Story) {
    const description = (does: string) => `${does}: {"by": "your name", "stage": "the stage", "why": "the reason"}`;
    const wrong = (word: messages.VoteCommand) => wrongWith.vote(word) ?? voteProblem(this.open, word);
    hear(
      { signal: messages.approve, update: messages.approveUpdate },
      {
        description: description('Let the change into the stage that it waits for'),
        wrong,
        act: (word) => this.vote('approve', word),
      },
    );
    hear(
      { signal: messages.reject, update: messages.rejectUpdate },
      {
        description: description('Keep the change out of the stage that it waits for, which ends it'),
        wrong,
        act: (word) => this.vote('reject', word),
      },
    );
  }

  /** Ends when enough people have said yes. A no, and a wait that expires, is a setback: the change ends with the reason. */
  async pass(stage: string, settings: ApprovalSettings, authors: readonly string[]): Promise<void> {
    const { claimedNames } = await quick.approvalRules.executeWithOptions({ summary: 'do claimed names count?' }, []);
    this.open = { stage, settings, authors, claimedNames, votes: [] };
    this.show(this.open);
    this.story.waitsForPeople(stage);
    const isOver = await condition(() => this.state?.kind !== 'waiting', settings.expiresMs, {
      summary: `approval of stage ${stage} expires`,
    });
    const { state } = this;
    this.open = undefined;
    this.story.waitsForPeople(undefined);
    if (!isOver && state?.kind === 'waiting') throw new Setback(`the approval of stage ${stage} expired: ${state.because}`);
    if (state?.kind === 'rejected') throw new Setback(`stage ${stage}: ${state.because}`);
  }

  private get state() {
    return this.open && approvalState(this.open);
  }

  private vote(verdict: 'approve' | 'reject', { stage, by, why }: messages.VoteCommand): string {
    this.story.decided(`${verdict} stage ${stage}, the name being claimed`, { by, why });
    if (this.open === undefined) return 'it waits no longer';
    this.open = { ...this.open, votes: [...this.open.votes, { verdict, by, why }] };
    this.show(this.open);
    const state = approvalState(this.open);
    return state.kind === 'approved' ? `it goes on to stage ${stage}` : state.because;
  }

  private show(open: OpenApproval): void {
    const state = approvalState(open);
    this.story.stage(open.stage, 'waiting', state.kind === 'approved' ? 'approved' : state.because);
  }
}
