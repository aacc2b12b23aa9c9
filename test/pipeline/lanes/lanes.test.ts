import { AService } from './a-service';

let service: AService;
beforeEach(() => {
  service = new AService();
  service.merge('one');
  service.merge('two');
  service.merge('infra', ['alpha', 'prod'], 'infra');
  service.merge('image', ['alpha', 'prod'], 'image');
});

describe('lanes', () => {
  test('are granted in the order of asking, whichever pipeline asks', () => {
    expect(service.arrive('infra', 1, 'alpha')).toEqual(['infra: alpha']);
    expect(service.arrive('one', 1, 'alpha')).toEqual([]);
    expect(service.arrive('image', 1, 'alpha')).toEqual([]);
    expect(service.finish('infra', 1, 'a')).toEqual(['one: alpha']);
    expect(service.finish('one', 1, 'b')).toEqual(['image: alpha']);
  });

  test('of one request are granted in one step, and nobody slips in between', () => {
    service.arrive('infra', 1, 'alpha');
    expect(service.arrive('image', 1, 'alpha', 'prod')).toEqual([]);
    expect(service.arrive('one', 1, 'prod')).toEqual([]);
    expect(service.finish('infra', 1)).toEqual(['image: alpha prod']);
    expect(service.held).toEqual({ alpha: 'image', prod: 'image' });
  });

  test('that nobody wants are granted past a request that waits for others', () => {
    service.arrive('infra', 1, 'alpha');
    service.arrive('one', 1, 'alpha');
    expect(service.arrive('image', 1, 'prod')).toEqual(['image: prod']);
  });

  test('are not entered before an earlier change of the pipeline, and others pass meanwhile (I3)', () => {
    expect(service.arrive('two', 1, 'alpha')).toEqual([]);
    expect(service.arrive('infra', 1, 'alpha')).toEqual(['infra: alpha']);
    expect(service.finish('infra', 1, 'a')).toEqual([]);
    expect(service.arrive('one', 1, 'alpha')).toEqual(['one: alpha']);
    expect(service.finish('one', 1, 'b')).toEqual(['two: alpha']);
  });

  test('are not lost to a later change of the pipeline while the earlier one comes back untouched (I3)', () => {
    service.arrive('one', 1, 'alpha');
    service.arrive('two', 1, 'alpha');
    expect(service.finish('one', 1)).toEqual([]);
    expect(service.arrive('infra', 1, 'alpha')).toEqual(['infra: alpha']);
    expect(service.arrive('one', 2, 'alpha')).toEqual([]);
    expect(service.finish('infra', 1, 'a')).toEqual(['one: alpha']);
    expect(service.finish('one', 2, 'b')).toEqual(['two: alpha']);
  });

  test('are free again when their holder ends, and its place in the order with them', () => {
    service.arrive('one', 1, 'alpha');
    service.arrive('two', 1, 'alpha');
    service.finish('one', 1);
    expect(service.end('one')).toEqual(['two: alpha']);
  });

  test('are free again when their holder is gone', () => {
    service.arrive('one', 1, 'alpha');
    service.arrive('infra', 1, 'alpha');
    service.take({ kind: 'gone', change: 'one' });
    expect(service.held).toEqual({ alpha: 'infra' });
  });

  test('are freed by a `finished` that overtakes its grant', () => {
    service.arrive('one', 1, 'alpha');
    service.arrive('infra', 1, 'alpha');
    expect(service.finish('infra', 1)).toEqual([]);
    expect(service.finish('one', 1)).toEqual([]);
    expect(service.held).toEqual({});
  });
});

describe('late messages', () => {
  test('an `arrived` behind its own `finished` asks for nothing', () => {
    service.finish('one', 1);
    expect(service.arrive('one', 1, 'alpha')).toEqual([]);
    expect(service.held).toEqual({});
  });

  test('an `arrived` told again after the lane was given back asks for nothing', () => {
    service.arrive('one', 1, 'alpha');
    service.finish('one', 1, 'a');
    expect(service.arrive('one', 1, 'alpha')).toEqual([]);
    expect(service.held).toEqual({});
  });

  test('a `finished` of an older request frees nothing of a newer one', () => {
    service.arrive('one', 1, 'alpha');
    service.finish('one', 1);
    service.arrive('one', 2, 'alpha');
    service.finish('one', 1);
    expect(service.held).toEqual({ alpha: 'one' });
  });

  test('whatever comes of a change that ended changes nothing', () => {
    service.end('one');
    const { state } = service;
    service.arrive('one', 1, 'alpha');
    service.finish('one', 1, 'a');
    service.take({ kind: 'reviewed', change: 'one' });
    service.end('one');
    expect(service.state).toEqual(state);
  });
});
