import { blockerOf } from '../../../pipeline/lanes/blocker';
import { goodAt } from '../../../pipeline/lanes/good-releases';
import { acceptLaneProblem, changesWaitedFor } from '../../../pipeline/lanes/vanished';
import { AService } from './a-service';

let service: AService;
beforeEach(() => {
  service = new AService();
});

describe('merges', () => {
  test('are numbered in each pipeline, and each starts a change', () => {
    service.merge('one');
    service.merge('two');
    service.merge('infra', ['prod'], 'infra');
    expect(service.commands).toEqual([
      { kind: 'start', change: 'one', number: 1, base: null },
      { kind: 'start', change: 'two', number: 2, base: null },
      { kind: 'start', change: 'infra', number: 1, base: null },
    ]);
  });

  test.each([
    ['R5: received again while the change is in flight', () => {}],
    ['R1: received again after the change ended', () => service.end('one')],
  ])('%s change nothing', (_, happens) => {
    service.merge('one');
    happens();
    const { state } = service;
    expect(service.merge('one')).toEqual([]);
    expect(service.state).toEqual(state);
  });

  test('of a change that ended long ago do not block others', () => {
    service.merge('old');
    service.merge('new');
    expect(service.arrive('new', 1, 'alpha')).toEqual([]);
    service.take({ kind: 'gone', change: 'old' });
    expect(service.held).toEqual({ alpha: 'new' });
  });
});

describe('the base of a review', () => {
  const base = (id: string) => service.merge(id).map((command) => command.kind === 'start' && command.base);

  test('is the newest commit whose range passed, whichever review ended last', () => {
    expect([...base('one'), ...base('two'), ...base('three')]).toEqual([null, null, null]);
    service.take({ kind: 'reviewed', change: 'two' });
    service.take({ kind: 'reviewed', change: 'one' });
    expect(base('four')).toEqual(['commit of two']);
    service.take({ kind: 'reviewed', change: 'three' });
    expect(base('five')).toEqual(['commit of three']);
  });

  test('belongs to one pipeline', () => {
    service.merge('one');
    service.take({ kind: 'reviewed', change: 'one' });
    expect(service.merge('infra', [], 'infra')).toMatchObject([{ base: null }]);
  });

  test('stays when the reviewed change is refused later', () => {
    service.merge('one');
    service.take({ kind: 'reviewed', change: 'one' });
    service.end('one');
    expect(base('two')).toEqual(['commit of one']);
  });
});

describe('the good release of a lane', () => {
  const app = { pipeline: 'app' };

  test('is the one that finished its bake there last, even if it was good before', () => {
    service.merge('one');
    for (const [index, release] of ['a', 'b', 'a'].entries()) {
      service.arrive('one', index + 1, 'alpha');
      service.finish('one', index + 1, release);
      expect(goodAt(service.state, 'alpha', app)).toBe(release);
    }
    expect(service.state.good.alpha?.app).toEqual(['b', 'a']);
    expect(goodAt(service.state, 'prod', app)).toBeNull();
    expect(goodAt(service.state, 'alpha', { pipeline: 'infra' })).toBeNull();
  });

  test('is what was found there, until a release has finished its bake', () => {
    service.take({ kind: 'found', lane: 'alpha', pipeline: 'app', release: 'found-1' });
    service.take({ kind: 'found', lane: 'alpha', pipeline: 'app', release: 'found-2' });
    expect(goodAt(service.state, 'alpha', app)).toBe('found-1');
    service.merge('one');
    service.arrive('one', 1, 'alpha');
    service.finish('one', 1, 'a');
    service.take({ kind: 'found', lane: 'alpha', pipeline: 'app', release: 'found-3' });
    expect(goodAt(service.state, 'alpha', app)).toBe('a');
  });

  test('is not one that was rolled back, nor one reported by a change that does not hold the lane', () => {
    service.merge('one');
    service.arrive('one', 1, 'alpha');
    service.finish('one', 1);
    service.take({ kind: 'finished', change: 'one', stage: 'alpha', ticket: 7, lanes: ['alpha'], good: 'a' });
    expect(goodAt(service.state, 'alpha', app)).toBeNull();
  });

  test('R29: is kept with the nine before it, and with the last twenty ended changes', () => {
    for (let index = 1; index <= 100; index += 1) {
      service.merge(`change ${index}`);
      service.arrive(`change ${index}`, 1, 'alpha');
      service.finish(`change ${index}`, 1, `release ${index}`);
      service.end(`change ${index}`);
    }
    expect(service.state.good.alpha?.app).toHaveLength(10);
    expect(service.state.ended).toHaveLength(20);
    expect(service.state).toMatchObject({ living: [], waiting: [], holders: {}, numbers: { app: 100 } });
  });
});

describe('why a request waits', () => {
  const blocker = (change: string) => {
    const request = service.state.waiting.find((waiting) => waiting.change === change);
    return request && blockerOf(service.state, request);
  };

  test('is described with the change that blocks it', () => {
    for (const [id, pipeline] of [
      ['one', 'app'],
      ['two', 'app'],
      ['infra', 'infra'],
      ['image', 'image'],
    ] as const)
      service.merge(id, ['alpha', 'prod'], pipeline);
    service.arrive('two', 1, 'alpha');
    expect(blocker('two')).toBe('one was merged earlier and has not passed alpha yet');
    service.arrive('one', 1, 'alpha');
    service.arrive('infra', 1, 'alpha', 'prod');
    expect(blocker('two')).toBe('one holds alpha for its stage alpha');
    service.arrive('image', 1, 'prod');
    expect(blocker('image')).toBe('infra requested prod before it');
  });
});

describe('a change that vanished', () => {
  const ann = { by: 'ann', why: 'it looks well', at: '2026-01-01T00:00:00.000Z' };
  const vanish = (change: string) => service.take({ kind: 'vanished', change });

  beforeEach(() => {
    service.merge('one');
    service.merge('two');
    service.arrive('one', 1, 'alpha', 'prod');
    service.arrive('two', 1, 'prod');
  });

  test('leaves its lanes stuck, and people are notified how to free them', () => {
    expect(vanish('one')).toEqual([
      {
        kind: 'notifyPeople',
        change: 'one',
        text: expect.stringContaining('`slipway accept alpha --why …`, `slipway accept prod --why …`'),
      },
    ]);
    expect(service.held).toEqual({ alpha: 'one', prod: 'one' });
    expect(blockerOf(service.state, { change: 'two', stage: 'prod', ticket: 1, lanes: ['prod'] })).toBe(
      'prod is stuck: one held it for its stage alpha+prod and ended without reporting it',
    );
  });

  test('is reported once', () => {
    vanish('one');
    const { state } = service;
    expect(vanish('one')).toEqual([]);
    expect(service.state).toEqual(state);
  });

  test('keeps a lane until a person accepts it, and the decision is recorded', () => {
    vanish('one');
    const commands = service.take({ kind: 'accepted', lane: 'prod', ...ann });
    expect(commands).toMatchObject([{ kind: 'grant', change: 'two', lanes: ['prod'] }]);
    expect(service.held).toEqual({ alpha: 'one', prod: 'two' });
    expect(service.state.accepted).toEqual([{ ...ann, lane: 'prod', change: 'one' }]);
    expect(service.take({ kind: 'accepted', lane: 'prod', ...ann })).toEqual([]);
  });

  test('keeps its stuck lanes whatever other events arrive', () => {
    vanish('one');
    service.finish('one', 1, 'r1');
    service.end('one');
    service.take({ kind: 'gone', change: 'one' });
    expect(service.held).toEqual({ alpha: 'one', prod: 'one' });
    expect(goodAt(service.state, 'prod', { pipeline: 'app' })).toBeNull();
  });

  test('is watched only while others wait for it, and once its workflow has started', () => {
    expect(changesWaitedFor(service.state)).toEqual(['one']);
    service.take({ kind: 'started', change: 'two' });
    expect(changesWaitedFor(service.state)).toEqual(['one', 'two']);
    service.end('two');
    expect(changesWaitedFor(service.state)).toEqual([]);
  });

  test('does not make a free or properly held lane acceptable', () => {
    expect(acceptLaneProblem(service.state, 'prod')).toMatch(/^prod is not stuck, one holds it and is open/);
    expect(acceptLaneProblem(service.state, 'beta')).toBe('beta is not stuck, and no change holds it');
    vanish('one');
    expect(acceptLaneProblem(service.state, 'prod')).toBeUndefined();
    expect(acceptLaneProblem(service.state, 'beta')).toBe('beta is not stuck, and no change holds it: name one of alpha, prod');
  });
});
