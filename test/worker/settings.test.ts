import { resolve } from 'node:path';
import { workerSettings } from '../../worker/settings';

const secrets = {
  AWS_SECRET_ACCESS_KEY: 'secret',
  AWS_ACCESS_KEY_ID: '222222222222',
  AWS_SESSION_TOKEN: 'secret',
  AWS_ENDPOINT_URL: 'http://127.0.0.1:4566',
  AWS_PROFILE: 'production',
  TEMPORAL_API_KEY: 'secret',
  TEMPORAL_ADDRESS: '127.0.0.1:7233',
  SLIPWAY_ROLE: 'slipway',
  GITHUB_TOKEN: 'secret',
  NODE_OPTIONS: '--require ./anything.js',
};

describe('the settings of a worker', () => {
  test('have an absolute folder, and a role', () => {
    expect(workerSettings({ SLIPWAY_FOLDER: 'somewhere', SLIPWAY_ROLE: 'slipway' })).toMatchObject({
      folder: resolve('somewhere'),
      role: 'slipway',
    });
  });

  test('have a folder and no role by default', () => {
    expect(workerSettings({})).toEqual({ folder: resolve('.slipway'), claimedNames: false, commandEnvironment: {} });
    expect(workerSettings({ SLIPWAY_ROLE: '' })).not.toHaveProperty('role');
  });

  test('pass none of its secrets on to builds, tests and git', () => {
    expect(workerSettings({ ...secrets, PATH: '/bin' }).commandEnvironment).toEqual({ PATH: '/bin' });
  });

  test('pass on what git and npm need to find their own', () => {
    const needed = { PATH: '/bin', HOME: '/home/worker', SSH_AUTH_SOCK: '/run/agent', GIT_SSH_COMMAND: 'ssh -i key' };
    expect(workerSettings({ ...secrets, ...needed }).commandEnvironment).toEqual(needed);
  });
});
