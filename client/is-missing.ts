/** Whether an error of the file system says that a file or folder does not exist. */
export const isMissing = (err: unknown): boolean =>
  typeof err === 'object' && err !== null && 'code' in err && err.code === 'ENOENT';
