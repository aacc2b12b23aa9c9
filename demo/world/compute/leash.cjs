/**
 * Loaded before the service (`node --require`): ends the process when whoever started it is gone, however it went.
 *
 * A machine takes its processes down with it; a process of the demo must not outlive the demo. The service knows nothing of it.
 */
process.stdin.on('close', () => process.exit());
process.stdin.resume();
process.stdin.unref();
