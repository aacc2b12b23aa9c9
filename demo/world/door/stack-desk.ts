import type { IncomingMessage, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { z } from 'zod';
import type { Compute } from '../compute/compute';
import { wanted } from '../compute/wanted';
import { type Address, type Target, targetKey } from '../target';
import { answer, refuse } from './answer';

/** Where stacks, by their Lambda, say what shall run: `PUT` and `DELETE /targets/<environment>/<region>/<zone>/<share>`. */
export class StackDesk {
  constructor(readonly compute: Compute) {}

  /** Answers a stack. Rejects with a sentence where what it asks for does not come to run. */
  async serve({ zone, share, rest }: Address, request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (share === undefined || rest !== '/')
      return refuse(response, 404, 'a target is <environment>/<region>/<zone>/<one-box or fleet>');
    if (request.method === 'PUT') return this.#put({ ...zone, share }, request, response);
    if (request.method !== 'DELETE') return refuse(response, 405, 'a target takes PUT and DELETE');
    await this.compute.remove({ ...zone, share });
    answer(response, 204);
  }

  async #put(target: Target, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = wanted.safeParse(await json(request).catch(() => undefined));
    if (!asked.success) return refuse(response, 400, z.prettifyError(asked.error));
    await this.compute.put(target, asked.data);
    answer(response, 200, { Endpoint: `http://127.0.0.1:${request.socket.localPort}/${targetKey(target)}` });
  }
}
