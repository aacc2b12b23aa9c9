/**
 * Loaded before the service (`node --require`): ends the process when the process that started it has ended, even after a crash.
 *
 * The end of a machine ends its processes; a process of the demo must not outlive the demo. The service itself does not know about this.
 */
process.stdin.on('close', () => process.exit());
process.stdin.resume();
process.stdin.unref();
