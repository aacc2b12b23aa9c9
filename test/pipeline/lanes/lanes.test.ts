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
  test('are granted in the order of requests, across pipelines', () => {
    expect(service.arrive('infra', 1, 'alpha')).toEqual(['infra: alpha']);
    expect(service.arrive('one', 1, 'alpha')).toEqual([]);
    expect(service.arrive('image', 1, 'alpha')).toEqual([]);
    expect(service.finish('infra', 1, 'a')).toEqual(['one: alpha']);
    expect(service.finish('one', 1, 'b')).toEqual(['image: alpha']);
  });

  test('of one request are granted in one step, and nobody overtakes it', () => {
    service.arrive('infra', 1, 'alpha');
    expect(service.arrive('image', 1, 'alpha', 'prod')).toEqual([]);
    expect(service.arrive('one', 1, 'prod')).toEqual([]);
    expect(service.finish('infra', 1)).toEqual(['image: alpha prod']);
    expect(service.held).toEqual({ alpha: 'image', prod: 'image' });
  });

  test('that nobody has requested are granted past a request that waits for others', () => {
    service.arrive('infra', 1, 'alpha');
    service.arrive('one', 1, 'alpha');
    expect(service.arrive('image', 1, 'prod')).toEqual(['image: prod']);
  });

  test('are granted to changes of a pipeline in order, and to other pipelines meanwhile (I3)', () => {
    expect(service.arrive('two', 1, 'alpha')).toEqual([]);
    expect(service.arrive('infra', 1, 'alpha')).toEqual(['infra: alpha']);
    expect(service.finish('infra', 1, 'a')).toEqual([]);
    expect(service.arrive('one', 1, 'alpha')).toEqual(['one: alpha']);
    expect(service.finish('one', 1, 'b')).toEqual(['two: alpha']);
  });

  test('are not granted to a later change while an earlier one requests them again (I3)', () => {
    service.arrive('one', 1, 'alpha');
    service.arrive('two', 1, 'alpha');
    expect(service.finish('one', 1)).toEqual([]);
    expect(service.arrive('infra', 1, 'alpha')).toEqual(['infra: alpha']);
    expect(service.arrive('one', 2, 'alpha')).toEqual([]);
    expect(service.finish('infra', 1, 'a')).toEqual(['one: alpha']);
    expect(service.finish('one', 2, 'b')).toEqual(['two: alpha']);
  });

  test('are free again when their holder ends, and no longer reserved for it', () => {
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
  test('an `arrived` after its own `finished` requests nothing', () => {
    service.finish('one', 1);
    expect(service.arrive('one', 1, 'alpha')).toEqual([]);
    expect(service.held).toEqual({});
  });

  test('an `arrived` received again after its `finished` requests nothing', () => {
    service.arrive('one', 1, 'alpha');
    service.finish('one', 1, 'a');
    expect(service.arrive('one', 1, 'alpha')).toEqual([]);
    expect(service.held).toEqual({});
  });

  test('a `finished` of an older request does not free the lanes of a newer one', () => {
    service.arrive('one', 1, 'alpha');
    service.finish('one', 1);
    service.arrive('one', 2, 'alpha');
    service.finish('one', 1);
    expect(service.held).toEqual({ alpha: 'one' });
  });

  test('messages of an ended change are ignored', () => {
    service.end('one');
    const { state } = service;
    service.arrive('one', 1, 'alpha');
    service.finish('one', 1, 'a');
    service.take({ kind: 'reviewed', change: 'one' });
    service.end('one');
    expect(service.state).toEqual(state);
  });
});
