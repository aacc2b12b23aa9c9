import type { IncomingMessage, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { z } from 'zod';
import type { Compute } from '../compute/compute';
import { processSpec } from '../compute/process-spec';
import { type Address, type Target, targetKey } from '../target';
import { respond, respondError } from './respond';

/** Lets the stacks' Lambda say what must run at a target: `PUT` and `DELETE /targets/<environment>/<region>/<zone>/<share>`. */
export class TargetsApi {
  constructor(readonly compute: Compute) {}

  /** Responds to a stack. Rejects with a sentence if the process does not start. */
  async serve({ zone, share, rest }: Address, request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (share === undefined || rest !== '/')
      return respondError(response, 404, 'a target is <environment>/<region>/<zone>/<one-box or fleet>');
    if (request.method === 'PUT') return this.#put({ ...zone, share }, request, response);
    if (request.method !== 'DELETE') return respondError(response, 405, 'a target supports PUT and DELETE');
    await this.compute.remove({ ...zone, share });
    respond(response, 204);
  }

  async #put(target: Target, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const spec = processSpec.safeParse(await json(request).catch(() => undefined));
    if (!spec.success) return respondError(response, 400, z.prettifyError(spec.error));
    await this.compute.put(target, spec.data);
    respond(response, 200, { Endpoint: `http://127.0.0.1:${request.socket.localPort}/${targetKey(target)}` });
  }
}
