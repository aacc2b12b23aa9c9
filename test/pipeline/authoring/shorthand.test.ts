import fc from 'fast-check';
import { hours, region, waves, zones } from '../../../pipeline';
import { aPipeline } from '../builders/a-pipeline';

const account = '222222222222';
const regions = (count: number) => Array.from({ length: count }, (_, index) => region(`xy-west-${index + 1}`, zones('az', 1)));
const sizes = (count: number) => waves(regions(count), { account }).map((wave) => wave.regions.length);

describe('the waves for a list of Regions', () => {
  test.each([
    [0, []],
    [1, [1]],
    [2, [1, 1]],
    [4, [1, 1, 2]],
    [17, [1, 1, 3, 12]],
    [25, [1, 1, 3, 12, 8]],
    [60, [1, 1, 3, 12, 43]],
  ])('for %d Regions have the sizes %j', (count, expected) => {
    expect(sizes(count)).toEqual(expected);
  });

  test('contain every Region once, in the order of the list, and are in production', () => {
    fc.assert(
      fc.property(fc.nat(80), (count) => {
        const proposed = waves(regions(count), { account });
        expect(proposed.flatMap((wave) => wave.regions)).toEqual(regions(count));
        expect(proposed.every(({ environment }) => environment === 'prod')).toBe(true);
      }),
    );
  });

  test('bake 12 h, then 4 h, then 2 h by default', () => {
    const bakes = (stages: ReturnType<typeof waves>) => aPipeline({ stages }).stages.map((stage) => stage.bakes.region?.for);
    expect(bakes(waves(regions(25), { account }))).toEqual(['12h', '4h', '2h', '2h', '2h']);
    expect(bakes(waves(regions(3), { account, bakes: { region: { for: hours(6) } } }))).toEqual(['6h', '6h', '6h']);
  });

  test('are named by their order', () => {
    expect(waves(regions(25), { account }).map(({ name }) => name)).toEqual(['first', 'second', 'third', 'fourth', 'fifth']);
  });
});

test('zones are numbered from 1', () => {
  expect(zones('usw2-az', 3)).toEqual(['usw2-az1', 'usw2-az2', 'usw2-az3']);
});
