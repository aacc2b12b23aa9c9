import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { findPython } from '../../../local/venv/python';
import { type Folder, makeFolder } from '../folder';

let folder: Folder;
beforeEach(() => {
  folder = makeFolder();
});
afterEach(() => folder.remove());

/** A fake emulator that only prints that it started, with the names that our patches replace. */
function emulator(files: { cloudwatch: string; sts: string }): void {
  mkdirSync(folder.at('ministack', 'services'), { recursive: true });
  writeFileSync(folder.at('ministack', 'app.py'), 'def main(): print("started")\n');
  for (const [name, lines] of Object.entries(files)) writeFileSync(folder.at('ministack', 'services', `${name}.py`), lines);
}

async function start() {
  const script = path.join(__dirname, '../../../local/servers/emulator.py');
  const python = await findPython(process.env, 'run this test');
  return spawnSync(python, [script], {
    env: { ...process.env, PYTHONPATH: folder.path, PYTHONDONTWRITEBYTECODE: '1' },
    encoding: 'utf8',
  });
}

const sts = 'def get_state(): pass\ndef load_persisted_state(saved): pass\n';

describe('the patches of the emulator', () => {
  test('are applied before it starts', async () => {
    emulator({ cloudwatch: 'def _evaluate_alarm(alarm): pass\n', sts });
    expect(await start()).toMatchObject({ status: 0, stdout: 'started\n' });
  });

  test('stop it with a message if what they replace is gone', async () => {
    emulator({ cloudwatch: '', sts });
    const { status, stdout, stderr } = await start();
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toBe(
      'ministack.services.cloudwatch no longer has _evaluate_alarm: check what this version does, and update emulator.py\n',
    );
  });
});
