import { type CurrentDecision, decideCurrent, type KnownVersions } from '../../../worker/versions/decide-current';

/** Versions by name; one with a star was current before and was replaced. */
const known = (current: string | undefined, ...names: string[]): KnownVersions => ({
  ...(current && { current }),
  versions: names.map((name) => ({ buildId: name.replace('*', ''), isReplacedOrRamping: name.endsWith('*') })),
});

describe('a worker of the version `mine`', () => {
  test.each<[what: string, versions: KnownVersions, isRequested: boolean, decision: CurrentDecision]>([
    ['waits until the server has seen a worker of its version', known('old', 'old'), false, 'wait'],
    ['waits, even if requested, on a server that has no versions', known(undefined), true, 'wait'],
    ['makes its version current on a server without a current version', known(undefined, 'mine'), false, 'set'],
    ['makes its new version current', known('old', 'old', 'mine'), false, 'set'],
    ['has nothing to do if its version is current', known('mine', 'old*', 'mine'), false, 'is current'],
    ['leaves a newer version current when it restarts', known('new', 'new', 'mine*'), false, 'leave'],
    ['makes its old version current again if a person requests it', known('new', 'new', 'mine*'), true, 'set'],
    ['makes its old version current again if no version is', known(undefined, 'new*', 'mine*'), false, 'set'],
  ])('%s', (_, versions, isRequested, decision) => {
    expect(decideCurrent(versions, 'mine', isRequested)).toBe(decision);
  });
});
