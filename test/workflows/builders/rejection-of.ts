/** Why an update was rejected; `accepted` if it was not. */
export const rejectionOf = async (update: Promise<unknown>): Promise<string> =>
  await update.then(
    () => 'accepted',
    (err: Error) => (err.cause instanceof Error ? err.cause.message : String(err)),
  );
