import { clientSettings } from '../../../demo/world/scope';
import { readSettings } from '../../../demo/world/settings';
import { parseAddress } from '../../../demo/world/target';

const variables = {
  AWS_ENDPOINT_URL: 'http://127.0.0.1:4566',
  SLIPWAY_RELEASES: 'releases',
  SLIPWAY_WORLD_SCOPES: '111111111111/us-west-2, 222222222222/eu-west-1',
};

describe('the settings', () => {
  test('are read from the environment', () => {
    expect(readSettings(variables)).toEqual({
      ...{ endpoint: 'http://127.0.0.1:4566', releases: 'releases', port: 0, evaluateEveryMs: 500 },
      scopes: [
        { account: '111111111111', region: 'us-west-2' },
        { account: '222222222222', region: 'eu-west-1' },
      ],
    });
  });

  test('are refused with every problem at once', () => {
    const wrong = { ...variables, SLIPWAY_RELEASES: '', SLIPWAY_WORLD_SCOPES: 'us-west-2', SLIPWAY_WORLD_PORT: '-1' };
    for (const name of ['SLIPWAY_RELEASES', 'SLIPWAY_WORLD_SCOPES', 'SLIPWAY_WORLD_PORT'])
      expect(() => readSettings(wrong)).toThrow(name);
  });

  test.each(['https://monitoring.us-west-2.amazonaws.com', 'http://127.0.0.1.example.com', 'http://10.0.0.1'])(
    'refuse the endpoint %s',
    (url) => {
      expect(() => readSettings({ ...variables, AWS_ENDPOINT_URL: url })).toThrow('not on this machine');
      expect(() => clientSettings(url, { account: '111111111111', region: 'us-west-2' })).toThrow('not on this machine');
    },
  );
});

describe('an address', () => {
  const zone = { environment: 'gamma', region: 'us-west-2', zone: 'usw2-az1' };

  test.each([
    ['/gamma/us-west-2/usw2-az1', { zone, share: undefined, rest: '/' }],
    ['/gamma/us-west-2/usw2-az1/checkout?x=1', { zone, share: undefined, rest: '/checkout?x=1' }],
    ['/gamma/us-west-2/usw2-az1/one-box', { zone, share: 'one-box', rest: '/' }],
    ['/gamma/us-west-2/usw2-az1/fleet/checkout', { zone, share: 'fleet', rest: '/checkout' }],
    ['/gamma/us-west-2/usw2-az1/fleets', { zone, share: undefined, rest: '/fleets' }],
    ['/production/us-west-2/usw2-az1', undefined],
    ['/gamma/us-west-2', undefined],
    ['/gamma/../usw2-az1', undefined],
  ])('%s is parsed', (path, expected) => {
    expect(parseAddress(path)).toEqual(expected);
  });
});
