import type { WrittenComponent, WrittenPipeline } from '../../../../pipeline';
import { applyRules } from '../../../../pipeline/rules/problems';
import { aPipeline, written } from '../../builders/a-pipeline';

type Api = Partial<WrittenComponent>;

/** The problems of a component per zone (or Region) with a template that declares the parameters. */
function linesOf(Parameters: object, { api = {}, ...overrides }: Partial<WrittenPipeline> & { api?: Api } = {}, per = 'zone') {
  const components = { api: { per: per as 'zone', template: 'api.json', ...api } };
  const templates = { 'api.json': { Parameters }, 'box.json': { Parameters: {} } };
  return applyRules(aPipeline({ ...written, components, ...overrides }), { templates })
    .problems.filter(({ rule }) => rules.includes(rule))
    .map(({ path, message, rule }) => `${path}: ${message} (${rule})`);
}

const rules = ['parameter-without-value', 'parameter-not-allowed', 'payload-not-received', 'undeclared-parameter'];
const text = { Type: 'String' };
const at = 'components/api/template/Parameters';

describe('a parameter without a value', () => {
  test('parameters: is called Environment if it means that: a value in the pipeline would be the same in all', () => {
    for (const name of ['Enviroment', 'EnvironmentName', 'Stage', 'env'])
      expect(linesOf({ [name]: text })).toEqual([
        `${at}/${name}: has no Default, and nothing gives it a value in stages/alpha: write it into components/api/parameters, call it Environment, which Slipway supplies, or give it a Default (parameter-without-value)`,
      ]);
  });

  test('parameters: is reported once, with what to write', () => {
    expect(linesOf({ VpcId: { Type: 'AWS::EC2::VPC::Id' } })).toEqual([
      `${at}/VpcId: has no Default, and nothing gives it a value in stages/alpha: write it into components/api/parameters, or give it a Default (parameter-without-value)`,
    ]);
  });

  test.each<[string, object, Api]>([
    ['has a default', { Vpc: { ...text, Default: '' } }, {}],
    ['is given by the component', { Vpc: text }, { parameters: { Vpc: 'a' } }],
    ['is supplied', { Environment: text, Zone: text, Share: text }, {}],
    ['is the payload', { Payload: text }, { payload: 'app' }],
    ['is the rolling share', { Batch: text }, { rolling: { parameter: 'Batch', forward: 20, back: 100 } }],
  ])('is none if it %s', (_, parameters, api) => {
    expect(linesOf(parameters, { api })).toEqual([]);
  });

  test('can be one that Slipway supplies only per zone, or only with a payload', () => {
    expect(linesOf({ Zone: text, Share: text, Payload: text }, {}, 'region')).toEqual([
      `${at}/Zone: has no Default, and nothing gives it a value in stages/alpha: Slipway supplies it only to components per zone, so give it a Default (parameter-without-value)`,
      `${at}/Share: has no Default, and nothing gives it a value in stages/alpha: Slipway supplies it only to components per zone, so give it a Default (parameter-without-value)`,
      `${at}/Payload: has no Default, and nothing gives it a value in stages/alpha: name what it runs in components/api/payload, or give it a Default (parameter-without-value)`,
    ]);
  });

  test('is named with the first stage that lacks it', () => {
    const stages = written.stages.map((stage) =>
      stage.name === 'alpha' || stage.name === 'gamma' ? { ...stage, parameters: { api: { Size: '1' } } } : stage,
    );
    expect(linesOf({ Size: text }, { stages })).toEqual([expect.stringContaining('nothing gives it a value in stages/first')]);
  });

  test('is reported for a one-box of its own template too', () => {
    const templates = { 'api.json': {}, 'box.json': { Parameters: { Vpc: text } } };
    const components = { api: { per: 'zone', template: 'api.json', oneBox: 'box.json' } } as const;
    expect(applyRules(aPipeline({ components }), { templates }).problems.map(({ path }) => path)).toContain(
      'components/api/oneBox/Parameters/Vpc',
    );
  });
});

describe('a value that a template does not allow', () => {
  test('parameters: is reported with the first stage that has it', () => {
    const AllowedValues = ['alpha', 'beta', 'production'];
    expect(linesOf({ Environment: { ...text, AllowedValues } })).toEqual([
      `${at}/Environment: its value "gamma" in stages/gamma is not one of its AllowedValues (alpha, beta, production): allow it, or give another value (parameter-not-allowed)`,
      `${at}/Environment: its value "prod" in stages/first is not one of its AllowedValues (alpha, beta, production): allow it, or give another value (parameter-not-allowed)`,
    ]);
  });

  test('can be a zone, a default, and the value of a stage', () => {
    const stages = written.stages.map((stage) => ({ ...stage, parameters: { api: { Size: stage.name } } }));
    const found = linesOf(
      {
        Zone: { ...text, AllowedPattern: 'us.*' },
        Count: { Type: 'Number', Default: 'many' },
        Size: { ...text, MaxLength: 5 },
      },
      { stages },
    );
    expect(found).toEqual([
      expect.stringContaining('Count: its value "many" in stages/alpha is not a number'),
      expect.stringContaining('Zone: its value "euw1-az1" in stages/second does not match its AllowedPattern us.*'),
      expect.stringContaining('Size: its value "second" in stages/second is longer than its MaxLength 5'),
      expect.stringContaining('Zone: its value "euw1-az2" in stages/second does not match its AllowedPattern us.*'),
    ]);
  });

  test('is not printed if it is secret, and is shortened if it is long', () => {
    const linesWith = (NoEcho: unknown, value: string) =>
      linesOf({ Key: { ...text, NoEcho, AllowedValues: ['a'] } }, { api: { parameters: { Key: value } } });
    expect(linesWith(true, 'secret')[0]).toContain('Key: its value in stages/alpha is not one of');
    expect(linesWith('true', 'secret')[0]).not.toContain('secret');
    expect(linesWith(undefined, 'x'.repeat(100))[0]).toContain(`"${'x'.repeat(59)}…"`);
  });

  test('cannot be told of a payload, which is not built yet', () => {
    expect(linesOf({ Payload: { ...text, AllowedPattern: '[a-z]' } }, { api: { payload: 'app' } })).toEqual([]);
  });
});

describe('a parameter that no template declares', () => {
  test('parameters: is reported where the pipeline gives it, for each template', () => {
    expect(linesOf({}, { api: { parameters: { Vpc: 'a' }, oneBox: 'box.json' } })).toEqual([
      'components/api/parameters/Vpc: "api.json" does not declare this parameter: declare it, or remove it here (undeclared-parameter)',
      'components/api/parameters/Vpc: "box.json" does not declare this parameter: declare it, or remove it here (undeclared-parameter)',
    ]);
  });

  test('can be one of a stage, or of a component that does not exist', () => {
    const [alpha, ...more] = written.stages;
    const parameters = { api: { Size: '1' }, apii: { Size: '2' } };
    const stages = alpha === undefined ? [] : [{ ...alpha, parameters }, ...more];
    expect(linesOf({}, { stages })).toEqual([
      'stages/alpha/parameters/api/Size: "api.json" does not declare this parameter: declare it, or remove it here (undeclared-parameter)',
      'stages/alpha/parameters/apii: "apii" is not a component: write one of api (undeclared-parameter)',
    ]);
  });

  test('parameters: can be the payload', () => {
    expect(linesOf({}, { api: { payload: 'app' } })).toEqual([
      'components/api/template: "api.json" does not declare the parameter Payload, which tells it what to run: declare it, or remove the payload (payload-not-received)',
    ]);
  });
});

test('hostile parameters are only data', () => {
  const hostile = JSON.parse(
    '{"__proto__":{"Type":"String"},"constructor":{"Type":"Number","Default":{}},"A":null,"B":[],"C":7}',
  );
  expect(linesOf(hostile).map((line) => line.split(':')[0])).toEqual(
    ['__proto__', 'constructor', 'A', 'B', 'C'].map((name) => `${at}/${name}`),
  );
});
