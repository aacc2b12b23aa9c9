/** Whether a process runs; with a minus before the id, whether any process of its group does. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
