import { condition, isCancellation, setHandler } from '@temporalio/workflow';
import type { Request } from '../../pipeline/lanes/state';
import { arrived, finished, granted } from '../messages/messages';
import { tell } from './signal-service';

/** A request that was granted. */
export interface Grant extends Request {
  /** Lanes of it in which nothing is known to be good yet. */
  readonly unknown: readonly string[];
}

/** A change's side of traffic control: asks the service for the lanes of a stage and gives them back. */
export class Lanes {
  private grant: Grant | undefined;

  /** Register before the first await: a grant may come at any time after the first request. `ticket` is the newest of the run before. */
  constructor(
    private readonly service: string,
    private readonly change: string,
    private ticket = 0,
  ) {
    const isNewest = (ticket: unknown) => ticket === this.ticket; // one for an older request is ignored: those lanes were given back
    setHandler(
      granted,
      (grant) => {
        if (isNewest(grant?.ticket)) this.grant = grant;
      },
      { description: 'The service: the lanes of a stage are this change’s own' },
    );
  }

  /** The newest ticket that it asked with. */
  get newest(): number {
    return this.ticket;
  }

  /** Asks for all lanes of a stage and waits until they are the change's own. Cancelled meanwhile, it takes the request back. */
  async ask(stage: string, lanes: readonly string[]): Promise<Grant> {
    this.ticket += 1;
    this.grant = undefined;
    const request = { change: this.change, stage, ticket: this.ticket, lanes };
    await tell(this.service, arrived, request);
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
    await tell(this.service, finished, { change, stage, ticket, lanes, ...(good !== undefined && { good }) });
  }
}
