import type { WrittenPipeline } from '../../../../pipeline';
import { obstacles, problems } from '../../../../pipeline/rules/problems';
import { aPipeline, written } from '../../builders/a-pipeline';

const { traffic } = written;
const withPeriod = (period: `${number}s` | `${number}m` | `${number}h`): Partial<WrittenPipeline> =>
  traffic === undefined ? {} : { traffic: { ...traffic, period } };

const linesOf = (overrides: Partial<WrittenPipeline>) =>
  problems(aPipeline(overrides))
    .filter(({ rule }) => rule.startsWith('traffic-gone'))
    .map(({ level, path, message }) => `${level} ${path}: ${message}`);

/** Every stage with one bake of the Region. */
const baking = (bake: object): Partial<WrittenPipeline> => ({
  stages: written.stages.map((stage) => ({
    ...stage,
    bakes: { regional: 'none', oneBox: 'none', zone: 'none', region: { for: '1h', ...bake } },
  })),
});

describe('the points of a traffic metric', () => {
  test('high-resolution: of ten seconds live three hours, so a bake of 12 hours could not count them', () => {
    expect(linesOf(withPeriod('10s'))).toEqual([
      'error traffic/period: points of 10s live 3h, but stages/first/bakes/region/for is 12h: write 60s or longer, or shorten the bake',
    ]);
    expect(obstacles(aPipeline(withPeriod('10s')))).toHaveLength(1);
    expect(linesOf(withPeriod('60s'))).toEqual([]);
  });

  test('may live shorter than a bake that needs no requests', () => {
    expect(linesOf({ ...withPeriod('10s'), ...baking({ for: '12h', minimumRequests: 0 }) })).toEqual([]);
  });

  test('that live shorter than the deadline of a short bake are a warning', () => {
    expect(linesOf({ ...withPeriod('30s'), ...baking({ deadline: '6h' }) })).toEqual([
      'warning traffic/period: points of 30s live 3h, but stages/alpha/bakes/region/deadline is 6h: write 60s or longer, or shorten the bake',
    ]);
    expect(linesOf({ ...withPeriod('30s'), ...baking({ deadline: '3h' }) })).toEqual([]);
  });

  test.each([
    ['60s', '361h', 'points of 1m live 360h'],
    ['60s', '360h', undefined],
    ['5m', '1513h', 'write 1h or longer'],
    ['5m', '1512h', undefined],
    ['1h', '8000h', undefined],
  ] as const)('of %s against a bake of %s: %s', (period, lasts, part) => {
    const found = linesOf({ ...withPeriod(period), ...baking({ for: lasts, deadline: lasts }) });
    expect(found).toEqual(part === undefined ? [] : [expect.stringContaining(part.replace('1m', period))]);
  });

  test('of a stage’s own metric are reported there', () => {
    if (traffic === undefined) throw new Error('the pipeline counts no traffic');
    const stages = written.stages.map((stage) =>
      stage.name === 'first' ? { ...stage, traffic: { ...traffic, period: '20s' as const } } : stage,
    );
    expect(linesOf({ stages })).toEqual([expect.stringMatching(/^error stages\/first\/traffic\/period: points of 20s live 3h/)]);
  });
});
