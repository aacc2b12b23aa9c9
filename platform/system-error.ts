/** The code and name of a failed system call; empty for any other error. */
export const systemError = (err: unknown): { readonly code?: unknown; readonly syscall?: unknown } =>
  typeof err === 'object' && err !== null ? err : {};
