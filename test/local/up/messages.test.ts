import { chooseAws, chooseTemporal } from '../../../local/up/choose-servers';
import { nextSteps, serverLines } from '../../../local/up/messages';

const chosen = (env: NodeJS.ProcessEnv) => ({
  folder: '/home/ann/shop/.slipway',
  temporal: chooseTemporal(env, env.TEMPORAL_ADDRESS),
  aws: chooseAws(env),
});
const usual = { address: '127.0.0.1:7233', endpoint: 'http://127.0.0.1:4566', serveUrl: 'http://127.0.0.1:7480' };
const exportsIn = (lines: string[]) => lines.filter((line) => line.startsWith('  export '));

describe('what slipway up prints', () => {
  test('names the servers and the reason for each, and what an emulator cannot do', () => {
    const own = serverLines(chosen({}), { ...usual, ui: 'http://127.0.0.1:8233' }).join('\n');
    expect(own).toContain('Temporal: our own server at 127.0.0.1:7233, because TEMPORAL_ADDRESS is not set');
    expect(own).toContain('Temporal Web UI: http://127.0.0.1:8233');
    expect(own).toContain('it evaluates no alarms, so every bake there is inconclusive, and changes roll back');
    const real = serverLines(chosen({ AWS_PROFILE: 'production' }), { address: '127.0.0.1:7233', serveUrl: usual.serveUrl }).join(
      '\n',
    );
    expect(real).toContain('AWS: the real AWS, because AWS_PROFILE is set');
    expect(real).not.toContain('emulator');
  });

  test('asks for no export if every server has its default address', () => {
    const lines = nextSteps(chosen({}), usual, {});
    expect(exportsIn(lines)).toEqual([]);
    expect(lines).toContain('  slipway hook install PATH/TO/REPOSITORY.git --branch main --pipeline pipeline.ts');
  });

  test('says what to export in another terminal if an address is not the default', () => {
    const env = { SLIPWAY_FOLDER: '.slipway', TEMPORAL_NAMESPACE: 'mine' };
    const lines = nextSteps(chosen(env), { ...usual, address: '127.0.0.1:40001', serveUrl: 'http://127.0.0.1:40002' }, env);
    expect(exportsIn(lines)).toEqual([
      '  export SLIPWAY_FOLDER=/home/ann/shop/.slipway',
      '  export TEMPORAL_ADDRESS=127.0.0.1:40001',
      '  export TEMPORAL_NAMESPACE=default',
    ]);
    expect(lines.join('\n')).toContain(' --pipeline pipeline.ts --url http://127.0.0.1:40002');
    const given = { TEMPORAL_ADDRESS: 'temporal:7233' };
    expect(exportsIn(nextSteps(chosen(given), { ...usual, address: 'temporal:7233' }, given))).toEqual([
      '  export TEMPORAL_ADDRESS=temporal:7233',
    ]);
  });
});
