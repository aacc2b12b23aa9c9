import { condition, isCancellation, setHandler } from '@temporalio/workflow';
import type { Request } from '../../pipeline/lanes/state';
import { arrived, finished, granted } from '../messages/service-messages';
import { signalService } from './signal-service';

/** A request that was granted. */
export interface Grant extends Request {
  /** Its lanes in which no release is known to be good yet. */
  readonly unknown: readonly string[];
}

/** A change's side of traffic control: asks the service for the lanes of a stage and gives them back. */
export class Lanes {
  private grant: Grant | undefined;

  /** Make it before the first await: a grant may arrive at any time after the first request. `ticket` is the newest of the run before. */
  constructor(
    private readonly service: string,
    private readonly change: string,
    private ticket = 0,
  ) {
    setHandler(
      granted,
      (grant) => {
        if (grant?.ticket === this.ticket) this.grant = grant; // one for an older request is ignored: those lanes were given back
      },
      { description: 'From the service: this change holds the lanes of a stage' },
    );
  }

  /** The number of the newest request. */
  get newestTicket(): number {
    return this.ticket;
  }

  /** Asks for all lanes of a stage and waits until the change holds them. If it is cancelled meanwhile, it withdraws the request. */
  async ask(stage: string, lanes: readonly string[]): Promise<Grant> {
    this.ticket += 1;
    this.grant = undefined;
    const request = { change: this.change, stage, ticket: this.ticket, lanes };
    await signalService(this.service, arrived, request);
    try {
      await condition(() => this.grant !== undefined);
    } catch (err) {
      if (isCancellation(err)) await this.giveBack(request);
      throw err;
    }
    return this.grant ?? { ...request, unknown: [] };
  }

  /** Gives the lanes of a request back; `good` is the release that is good in all of them from now on. */
  async giveBack({ change, stage, ticket, lanes }: Request, good?: string): Promise<void> {
    await signalService(this.service, finished, { change, stage, ticket, lanes, ...(good !== undefined && { good }) });
  }
}
