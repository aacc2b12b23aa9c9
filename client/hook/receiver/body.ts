import type { IncomingMessage } from 'node:http';
import { HttpError } from '../response';

/** A push of one branch has some hundred bytes. */
export const maximumBodyBytes = 256 * 1024;

/**
 * Reads the body, byte for byte. Refuses one that is too long as soon as that is known, and leaves the rest unread. The connection stays
 * open for a moment: a sender that is still sending would lose the response if it were closed at once.
 */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  return await new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const isAnnouncedTooLong = Number(request.headers['content-length'] ?? 0) > maximumBodyBytes;
    let bytes = isAnnouncedTooLong ? Number.POSITIVE_INFINITY : 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      chunks.push(chunk);
      if (bytes <= maximumBodyBytes) return;
      request.pause();
      reject(tooLong());
    });
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', () => reject(new HttpError(400, 'the message ended early'))); // the sender is gone and will not see it
    if (isAnnouncedTooLong) reject(tooLong());
  });
}

const tooLong = () => new HttpError(413, `the message is longer than ${maximumBodyBytes / 1024} KiB: a push is much shorter`);
