import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import demo from '../../examples/checkout/demo.pipeline';
import kept from '../../examples/checkout/kept.pipeline';
import pipeline from '../../examples/checkout/pipeline';
import { milliseconds } from '../../pipeline/model/duration';
import type { Pipeline } from '../../pipeline/model/pipeline';
import { applyRules } from '../../pipeline/rules/problems';

const bakes = ({ stages }: Pipeline) => stages.flatMap((stage) => Object.values(stage.bakes));

const infra = join(__dirname, '../../examples/checkout/infra');
const templates = Object.fromEntries(
  readdirSync(infra).map((file) => [file, JSON.parse(readFileSync(join(infra, file), 'utf8'))]),
);

/** The names of the alarms in a template of the service, written as the pipeline writes them. */
function alarmsIn(template: string): string[] {
  const text = readFileSync(join(infra, template), 'utf8');
  const names = [...text.matchAll(/"AlarmName": \{ "Fn::Sub": "([^"]+)" \}/g)].map(([, name = '']) => name);
  return names.map((name) => name.replace(/\$\{(\w+)\}/g, (_, word: string) => `{${word.toLowerCase()}}`));
}

describe('the pipeline of the sample service', () => {
  test.each([
    ['with its real times', pipeline],
    ['with short times', demo],
    ['with an approval', kept],
  ])('has no problem %s but the warnings that it means, its templates read too', (_, value) => {
    const { problems, exempt } = applyRules(value, { templates });
    expect(problems.map(({ level, rule, path }) => `${level} ${rule} ${path}`)).toEqual([
      'warning build-with-network build/network',
      'warning no-production-canary stages/first/canaries',
      'warning no-production-canary stages/second/canaries',
    ]);
    expect(exempt.length > 0).toBe(value.timing === 'shortened');
  });

  test('bakes too short for its alarms wherever its times are short and it does not say so', () => {
    const { timing: _, ...unsaid } = demo;
    const rules = applyRules(unsaid, { templates }).problems.map(({ rule }) => rule);
    expect(rules).toEqual(expect.arrayContaining(['short-bake', 'few-requests', 'bake-shorter-than-alarm-in-template']));
  });

  test('watches exactly the alarms that the templates make', () => {
    const { region, zone, oneBox } = pipeline.alarms;
    expect(region).toEqual(alarmsIn('table.template.json'));
    const ofShares = alarmsIn('api.template.json').flatMap((name) =>
      ['fleet', 'one-box'].map((share) => name.replace('{share}', share)),
    );
    expect([...zone, ...oneBox].sort()).toEqual(ofShares.sort());
  });
});

describe('the shortened pipeline', () => {
  test('bakes where the real one does, for seconds', () => {
    expect(bakes(demo)).toHaveLength(bakes(pipeline).length);
    expect(Math.max(...bakes(demo).map((bake) => milliseconds(bake.for)))).toBeLessThanOrEqual(5_000);
    expect(new Set(bakes(demo).map(({ deadline }) => deadline))).toEqual(new Set(['60s']));
  });

  test('says that its times are shortened', () => {
    expect([pipeline.timing, demo.timing]).toEqual([undefined, 'shortened']);
  });

  test('differs in nothing but times', () => {
    const withoutTimes = ({ lookEvery: _, timing: __, traffic, components, stages, ...rest }: Pipeline) => ({
      ...rest,
      traffic: { ...traffic, period: '' },
      components: Object.values(components).map((component) => ({ ...component, parameters: Object.keys(component.parameters) })),
      stages: stages.map((stage) => ({ ...stage, bakes: Object.keys(stage.bakes).sort() })),
    });
    expect(withoutTimes(demo)).toEqual(withoutTimes(pipeline));
  });
});
