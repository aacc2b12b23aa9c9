import { dirname, join } from 'node:path';
import { compareFleet, fleetLines } from '../../../client/check/fleet';
import { aPipeline } from '../../pipeline/builders/a-pipeline';
import { aFileFolder } from '../a-file-folder';

const { file } = aFileFolder();

describe('a fleet', () => {
  const named = (name: string, more: object = {}) => ({ ...aPipeline(), name, service: name, ...more });

  test('is every pipeline file below a folder, except demos and packages', async () => {
    const fleet = dirname(file('fleet/pipeline.json', named('search')));
    file('fleet/pay/pay.pipeline.json', named('pay', { rollback: { scope: 'change' } }));
    file('fleet/cart/pipeline.ts', `export default ${JSON.stringify(named('cart'))}`);
    file('fleet/cart/demo.pipeline.json', named('cart', { timing: 'shortened' }));
    file('fleet/node_modules/x/pipeline.json', named('strange'));
    file('fleet/.git/pipeline.json', named('hidden'));
    file('fleet/notes.json', {});
    const found = await compareFleet(fleet);
    expect(fleetLines(found)).toEqual([
      '3 pipelines: cart, pay, search',
      '  rollback/scope',
      '    cart, search: "wave"',
      '    pay: "change"',
    ]);
    expect(found.unreadable).toEqual([]);
    expect(found.pipelines.at(-1)).toEqual({ name: 'search', file: join(fleet, 'pipeline.json') });
    expect(found.differences[0]?.values[1]?.pipelines).toEqual([{ name: 'pay', file: join(fleet, 'pay/pay.pipeline.json') }]);
  });

  test('shows the file of a name that is used twice', async () => {
    const fleet = dirname(file('twice/pipeline.json', named('search')));
    const copy = file('twice/copy.pipeline.json', named('search', { lookEvery: '2m' }));
    file('twice/pay.pipeline.json', named('pay'));
    const search = join(fleet, 'pipeline.json');
    expect(fleetLines(await compareFleet(fleet))).toEqual([
      `3 pipelines: search (${copy}), pay, search (${search})`,
      '  lookEvery',
      `    pay, search (${search}): "1m"`,
      `    search (${copy}): "2m"`,
    ]);
  });

  test('of demos only has no pipeline', async () => {
    const fleet = dirname(file('demos/pipeline.json', named('search', { timing: 'shortened' })));
    expect(fleetLines(await compareFleet(fleet))).toEqual(['0 pipelines']);
  });

  test('names files that are not pipelines, and continues', async () => {
    const fleet = dirname(file('odd/pipeline.json', named('search')));
    file('odd/a/pipeline.json', '7');
    file('odd/b/pipeline.json', named('pay'));
    expect(fleetLines(await compareFleet(fleet))).toEqual([
      expect.stringMatching(/odd\/a\/pipeline\.json: is not a pipeline: the file: 7 is not an object: write /),
      '2 pipelines: pay, search',
      '  they do not differ',
    ]);
  });
});
