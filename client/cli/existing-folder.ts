import { statSync } from 'node:fs';
import { Refusal } from '../refusal';

/** A path that a person gave, if it is a folder. Otherwise the command is refused as wrong use. */
export function existingFolder(path: string): string {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return path;
  throw new Refusal(2, `${path} is not a folder`);
}
