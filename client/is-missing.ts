/** Whether an error of the file system says that there is nothing of that name. */
export const isMissing = (err: unknown): boolean =>
  typeof err === 'object' && err !== null && 'code' in err && err.code === 'ENOENT';
