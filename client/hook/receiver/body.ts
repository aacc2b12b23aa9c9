import type { IncomingMessage } from 'node:http';
import { HttpError } from '../response';

/** A push of one branch has some hundred bytes. */
export const mostBodyBytes = 256 * 1024;

/**
 * The body, byte for byte. One that is too long is refused as soon as that is known, and what is still sent stays unread: the connection
 * is left open for a moment, because who is still sending would lose the answer if it were closed at once.
 */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  return await new Promise((done, refuse) => {
    const chunks: Buffer[] = [];
    let bytes = Number(request.headers['content-length'] ?? 0) > mostBodyBytes ? Number.POSITIVE_INFINITY : 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      chunks.push(chunk);
      if (bytes <= mostBodyBytes) return;
      request.pause();
      refuse(tooLong());
    });
    request.on('end', () => done(Buffer.concat(chunks)));
    request.on('error', () => refuse(new HttpError(400, 'the message ended before it was whole'))); // nobody is left to hear it
    if (bytes > mostBodyBytes) refuse(tooLong()); // as announced
  });
}

const tooLong = () => new HttpError(413, `the message is longer than ${mostBodyBytes / 1024} KiB, which no push is`);
