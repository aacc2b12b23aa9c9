import { chooseAws, chooseTemporal } from '../../../local/up/choose';
import { whatNext, whatRuns } from '../../../local/up/words';

const chosen = (env: NodeJS.ProcessEnv) => ({
  folder: '/home/ann/shop/.slipway',
  temporal: chooseTemporal(env, env.TEMPORAL_ADDRESS),
  aws: chooseAws(env),
});
const usual = { address: '127.0.0.1:7233', endpoint: 'http://127.0.0.1:4566', url: 'http://127.0.0.1:7480' };
const exportsIn = (lines: string[]) => lines.filter((line) => line.startsWith('  export '));

describe('what slipway up says', () => {
  it('is what was chosen and why, and what an emulator cannot do', () => {
    const own = whatRuns(chosen({}), { ...usual, ui: 'http://127.0.0.1:8233' }).join('\n');
    expect(own).toContain('Temporal is our own at 127.0.0.1:7233, because TEMPORAL_ADDRESS is not set');
    expect(own).toContain('its Web UI is http://127.0.0.1:8233');
    expect(own).toContain('nothing evaluates its alarms, so bakes there end without evidence');
    const real = whatRuns(chosen({ AWS_PROFILE: 'production' }), { address: '127.0.0.1:7233', url: usual.url }).join('\n');
    expect(real).toContain('AWS is the real one, because AWS_PROFILE is set');
    expect(real).not.toContain('emulator');
  });

  it('asks for nothing to be exported where everything is at its usual place', () => {
    const lines = whatNext(chosen({}), usual, {});
    expect(exportsIn(lines)).toEqual([]);
    expect(lines).toContain('  slipway hook install PATH/TO/REPOSITORY.git --branch main --pipeline pipeline.ts');
  });

  it('says what another terminal has to know where something is not', () => {
    const env = { SLIPWAY_FOLDER: '.slipway', TEMPORAL_NAMESPACE: 'mine' };
    const lines = whatNext(chosen(env), { ...usual, address: '127.0.0.1:40001', url: 'http://127.0.0.1:40002' }, env);
    expect(exportsIn(lines)).toEqual([
      '  export SLIPWAY_FOLDER=/home/ann/shop/.slipway',
      '  export TEMPORAL_ADDRESS=127.0.0.1:40001',
      '  export TEMPORAL_NAMESPACE=default',
    ]);
    expect(lines.join('\n')).toContain(' --pipeline pipeline.ts --url http://127.0.0.1:40002');
    const given = { TEMPORAL_ADDRESS: 'temporal:7233' };
    expect(exportsIn(whatNext(chosen(given), { ...usual, address: 'temporal:7233' }, given))).toEqual([
      '  export TEMPORAL_ADDRESS=temporal:7233',
    ]);
  });
});
