import { lead, type Standing } from '../../../worker/versions/lead';

/** Versions by name; one with a star lost the lead before. */
const standing = (current: string | undefined, ...known: string[]): Standing => ({
  ...(current && { current }),
  known: known.map((name) => ({ buildId: name.replace('*', ''), isSettled: name.endsWith('*') })),
});

describe('which version gets what is new', () => {
  it.each<[what: string, standing: Standing, asTold: boolean, leads: string]>([
    ['is not asked before the server has seen a worker of this one', standing('old', 'old'), false, 'asking'],
    ['is not asked on a server that never saw any', standing(undefined), true, 'asking'],
    ['is the first one on a server without a current version', standing(undefined, 'mine'), false, 'take'],
    ['is the new one', standing('old', 'old', 'mine'), false, 'take'],
    ['stays this one when its worker begins again', standing('mine', 'old*', 'mine'), false, 'has'],
    ['stays the newer one when a worker of this one begins again', standing('new', 'new', 'mine*'), false, 'old'],
    ['is this one again where a person says so', standing('new', 'new', 'mine*'), true, 'take'],
    ['is this one again where a person took it from all', standing(undefined, 'new*', 'mine*'), false, 'take'],
  ])('%s', (_, known, asTold, leads) => {
    expect(lead(known, 'mine', asTold)).toBe(leads);
  });
});
