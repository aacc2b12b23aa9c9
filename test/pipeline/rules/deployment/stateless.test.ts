import { applyRules } from '../../../../pipeline/rules/problems';
import { aPipeline } from '../../builders/a-pipeline';

function linesOf(stateless: string[], template: object = { Resources: { Gate: { Type: 'Custom::Gate' } } }) {
  const components = { api: { per: 'zone', template: 'api.json', stateless } } as const;
  return applyRules(aPipeline({ components }), { templates: { 'api.json': template } })
    .problems.filter(({ rule }) => rule.includes('stateless'))
    .map(({ level, path, message }) => `${level} ${path}: ${message}`);
}

const at = 'components/api/stateless';

describe('the stateless types of a component', () => {
  test.each([
    'AWS::DynamoDB::Table',
    'aws::s3::Bucket',
    'Custom::',
    'Gate',
    '',
    'Custom::A b',
    'Acme::Shop',
    'Acme::A::B::MODULE',
  ])('must be custom or third-party, unlike %j', (type) => {
    expect(linesOf([type], {})).toContain(
      `error ${at}: ${JSON.stringify(type)} is not a custom or third-party type: write one of the template, as in Custom::Name`,
    );
  });

  test.each([
    'Custom::Gate',
    'Custom::AWS',
    'AWS::CloudFormation::CustomResource',
    'Acme::Shop::Gate',
    'MongoDB::Atlas::Cluster',
  ])('may be %s', (type) => {
    expect(linesOf([type], { Resources: { Gate: { Type: type } } })).toEqual([]);
  });

  test('must be listed once', () => {
    const twice = ['Custom::Gate', 'Custom::Gate', 'Custom::Gate'];
    expect(linesOf(twice)).toEqual([`error ${at}: "Custom::Gate" is listed twice: remove one`]);
  });

  test('should be in a template, unless it does not show all its resources', () => {
    expect(linesOf(['Custom::Gaet'])).toEqual([
      `warning ${at}: no template of components/api has a resource of type "Custom::Gaet": correct it, or remove it`,
    ]);
    expect(linesOf(['Custom::Gaet'], { Transform: 'Makes' })).toEqual([]);
  });
});
