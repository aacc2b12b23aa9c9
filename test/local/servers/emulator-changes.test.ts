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

/** An emulator that only says that it was started, with the names that our changes to it need. */
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

describe('the changes to the emulator', () => {
  it('are made before it starts', async () => {
    emulator({ cloudwatch: 'def _evaluate_alarm(alarm): pass\n', sts });
    expect(await start()).toMatchObject({ status: 0, stdout: 'started\n' });
  });

  it('stop it with a sentence where what they change has gone', async () => {
    emulator({ cloudwatch: '', sts });
    const { status, stdout, stderr } = await start();
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toBe(
      'ministack.services.cloudwatch has no _evaluate_alarm any more: look at what this version does, and change emulator.py\n',
    );
  });
});
