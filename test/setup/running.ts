/** What the global setup started, for the global teardown to stop. Both run in the same process. */
export const running: { stop(): Promise<void> }[] = [];
