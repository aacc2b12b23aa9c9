/** What the global setup started and the global teardown stops: both run in the same process. */
export const running: { stop(): Promise<void> }[] = [];
