import { chooseAws, chooseTemporal } from '../../../local/up/choose-servers';
import { upEnvironment } from '../../../local/up/environment';

const folder = '/srv/slipway';
const own = { folder, temporal: chooseTemporal({}, undefined), aws: chooseAws({}) };
const places = { address: '127.0.0.1:7234', endpoint: 'http://127.0.0.1:4566' };

describe('which servers slipway up runs on', () => {
  test('are its own by default', () => {
    expect(own).toMatchObject({ temporal: { kind: 'own' }, aws: { kind: 'own' } });
  });

  test('are the Temporal that the variable or a profile names, with the reason', () => {
    const temporal = (env: NodeJS.ProcessEnv) => chooseTemporal(env, 'temporal:7233');
    expect(temporal({ TEMPORAL_ADDRESS: 'temporal:7233' })).toMatchObject({ kind: 'given', why: 'from TEMPORAL_ADDRESS' });
    expect(temporal({})).toMatchObject({ kind: 'given', why: 'from your Temporal profile' });
  });

  test.each([
    'AWS_PROFILE',
    'AWS_ACCESS_KEY_ID',
    'AWS_WEB_IDENTITY_TOKEN_FILE',
    'AWS_ROLE_ARN',
    'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
    'AWS_CONTAINER_CREDENTIALS_FULL_URI',
  ])('are the real AWS if %s is set and not empty, unless an endpoint is named', (name) => {
    expect(chooseAws({ [name]: 'mine' })).toEqual({ kind: 'real', why: `${name} is set` });
    expect(chooseAws({ [name]: '' }).kind).toBe('own');
    const endpoint = 'http://127.0.0.1:4567';
    expect(chooseAws({ [name]: 'mine', AWS_ENDPOINT_URL: endpoint })).toMatchObject({ kind: 'given', endpoint, hasKeys: true });
  });
});

describe('the environment of worker and serve', () => {
  test('has the addresses of our own servers, invalid keys, and no settings of other servers', () => {
    const env = upEnvironment(own, places, { PATH: '/bin', TEMPORAL_NAMESPACE: 'mine', TEMPORAL_API_KEY: 'secret' });
    expect(env).toEqual({
      PATH: '/bin',
      TEMPORAL_ADDRESS: '127.0.0.1:7234',
      TEMPORAL_NAMESPACE: 'default',
      AWS_ENDPOINT_URL: 'http://127.0.0.1:4566',
      AWS_ACCESS_KEY_ID: 'slipway',
      AWS_SECRET_ACCESS_KEY: 'slipway',
      AWS_REGION: 'us-east-1',
      SLIPWAY_ROLE: 'slipway',
      SLIPWAY_FOLDER: folder,
      SLIPWAY_CLAIMED_NAMES: 'allowed',
    });
  });

  test('lets typed names count only on our own server, unless the variable says otherwise', () => {
    const given = { ...own, temporal: chooseTemporal({}, 'temporal:7233') };
    expect(upEnvironment(given, places, {})).not.toHaveProperty('SLIPWAY_CLAIMED_NAMES');
    expect(upEnvironment(own, places, { SLIPWAY_CLAIMED_NAMES: '' })).toMatchObject({ SLIPWAY_CLAIMED_NAMES: '' });
  });

  test('keeps the settings for the real AWS, and for an endpoint with keys', () => {
    const mine = { AWS_PROFILE: 'production', SLIPWAY_ROLE: 'deployer' };
    const { address } = places;
    expect(upEnvironment({ ...own, aws: chooseAws(mine) }, { address }, mine)).toMatchObject(mine);
    const there = { ...mine, AWS_ENDPOINT_URL: 'http://127.0.0.1:4567' };
    const seen = upEnvironment({ ...own, aws: chooseAws(there) }, { address, endpoint: there.AWS_ENDPOINT_URL }, there);
    expect(seen).toMatchObject(there);
    expect(seen).not.toHaveProperty('AWS_ACCESS_KEY_ID');
  });
});
