import { Unreadable } from '../read/isolated/default-export';
import { type Read, readPipeline } from '../read/load';

/** Reads a pipeline file. One that cannot be read or run has one problem, like any other, so that the other files are still checked. */
export async function readOrReport(file: string): Promise<Read> {
  try {
    return await readPipeline(file);
  } catch (err) {
    if (!(err instanceof Unreadable)) throw err;
    const message = `cannot be read: ${err.message}`;
    return { kind: 'problems', problems: [{ path: 'the file', message, level: 'error', rule: 'unreadable' }] };
  }
}
