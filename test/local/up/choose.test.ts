import { chooseAws, chooseTemporal } from '../../../local/up/choose';
import { environmentOf } from '../../../local/up/environment';

const folder = '/srv/slipway';
const own = { folder, temporal: chooseTemporal({}, undefined), aws: chooseAws({}) };
const places = { address: '127.0.0.1:7234', endpoint: 'http://127.0.0.1:4566' };

describe('which servers slipway up runs on', () => {
  it('are its own where nothing is said', () => {
    expect(own).toMatchObject({ temporal: { kind: 'own' }, aws: { kind: 'own' } });
  });

  it('is the Temporal that the variable names, or a profile, and it says which', () => {
    const temporal = (env: NodeJS.ProcessEnv) => chooseTemporal(env, 'temporal:7233');
    expect(temporal({ TEMPORAL_ADDRESS: 'temporal:7233' })).toMatchObject({ kind: 'given', why: 'TEMPORAL_ADDRESS names it' });
    expect(temporal({})).toMatchObject({ kind: 'given', why: 'your profile for Temporal names it' });
  });

  it.each([
    'AWS_PROFILE',
    'AWS_ACCESS_KEY_ID',
    'AWS_WEB_IDENTITY_TOKEN_FILE',
    'AWS_ROLE_ARN',
    'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
    'AWS_CONTAINER_CREDENTIALS_FULL_URI',
  ])('is the real AWS where %s is set and not empty, unless an endpoint is named', (name) => {
    expect(chooseAws({ [name]: 'mine' })).toEqual({ kind: 'real', why: `${name} is set` });
    expect(chooseAws({ [name]: '' }).kind).toBe('own');
    const endpoint = 'http://127.0.0.1:4567';
    expect(chooseAws({ [name]: 'mine', AWS_ENDPOINT_URL: endpoint })).toMatchObject({ kind: 'given', endpoint, hasKeys: true });
  });
});

describe('the environment of worker and serve', () => {
  it('leads to our own servers, with keys that mean nothing and nothing that leads elsewhere', () => {
    const env = environmentOf(own, places, { PATH: '/bin', TEMPORAL_NAMESPACE: 'mine', TEMPORAL_API_KEY: 'secret' });
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

  it('lets typed names count on our own server only, unless somebody said otherwise', () => {
    const given = { ...own, temporal: chooseTemporal({}, 'temporal:7233') };
    expect(environmentOf(given, places, {})).not.toHaveProperty('SLIPWAY_CLAIMED_NAMES');
    expect(environmentOf(own, places, { SLIPWAY_CLAIMED_NAMES: '' })).toMatchObject({ SLIPWAY_CLAIMED_NAMES: '' });
  });

  it('keeps all that leads to the real AWS, and to an endpoint with keys', () => {
    const mine = { AWS_PROFILE: 'production', SLIPWAY_ROLE: 'deployer' };
    const { address } = places;
    expect(environmentOf({ ...own, aws: chooseAws(mine) }, { address }, mine)).toMatchObject(mine);
    const there = { ...mine, AWS_ENDPOINT_URL: 'http://127.0.0.1:4567' };
    const seen = environmentOf({ ...own, aws: chooseAws(there) }, { address, endpoint: there.AWS_ENDPOINT_URL }, there);
    expect(seen).toMatchObject(there);
    expect(seen).not.toHaveProperty('AWS_ACCESS_KEY_ID');
  });
});
