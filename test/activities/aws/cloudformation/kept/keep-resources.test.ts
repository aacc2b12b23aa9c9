import { keepResources } from '../../../../../activities/aws/cloudformation/kept/keep-resources';
import { keptResourcesIn } from '../../../../../activities/aws/cloudformation/kept/retained-resources';
import { parseTemplate, resourcesOf } from '../../../../../activities/aws/cloudformation/template';

type Section = Readonly<Record<string, unknown>>;

const form = (template: Section, parameters: Readonly<Record<string, string>> = {}) => ({
  template: parseTemplate(JSON.stringify({ Resources: {}, ...template })),
  parameters,
});
const orders = (properties: Section = {}, more: Section = {}) => ({
  Type: 'AWS::DynamoDB::Table',
  ...more,
  Properties: properties,
});

/** The template and parameters of a stack that goes back from `now` to `release` and keeps the table `Orders`. */
function kept(now: ReturnType<typeof form>, release = form({})) {
  const outcome = keepResources({ ids: ['Orders'], now, release, change: 'shop/2' });
  if (outcome.kind === 'cannot keep') throw new Error(outcome.because);
  const template = parseTemplate(outcome.template);
  return { ...template, Resources: resourcesOf(template), parameters: outcome.parameters, text: outcome.template };
}
const outcomeOf = (now: ReturnType<typeof form>, release = form({})) =>
  keepResources({ ids: ['Orders'], now, release, change: 'shop/2' });
const because = (sentence: string) => ({ kind: 'cannot keep', because: sentence });

describe('a resource that is kept in a stack that goes back', () => {
  test('is unchanged, but marked and retained, and the release is complete beside it', () => {
    const now = form({ Resources: { Orders: orders({ TableName: 'orders' }, { Metadata: { a: 1 } }), Bad: { Type: 'X' } } });
    const release = form({ Resources: { Api: { Type: 'Y' } }, Outputs: { Url: { Value: 'u' } } }, { Zone: 'a' });
    const { Resources, parameters, text } = kept(now, release);
    expect(JSON.parse(text)).toMatchObject({ Outputs: { Url: { Value: 'u' } } });
    expect(parameters).toEqual({ Zone: 'a' });
    expect(Resources).toEqual({
      Api: { Type: 'Y' },
      Orders: {
        Type: 'AWS::DynamoDB::Table',
        Properties: { TableName: 'orders' },
        Metadata: { a: 1, 'slipway:kept': 'shop/2' },
        DeletionPolicy: 'Retain',
        UpdateReplacePolicy: 'Retain',
      },
    });
  });

  test('is recognised by the change that kept it, and by no other', () => {
    const template = kept(form({ Resources: { Orders: orders() } }));
    expect(keptResourcesIn(template, 'shop/2')).toEqual(['Orders']);
    expect(keptResourcesIn(template, 'shop/3')).toEqual([]);
  });

  test('adds no empty section', () => {
    expect(Object.keys(JSON.parse(kept(form({ Resources: { Orders: orders() } })).text))).toEqual(['Resources']);
  });

  test('takes along its parameters with their current values, its conditions and its mappings', () => {
    const sections = {
      Parameters: { Size: { Type: 'String' }, Other: { Type: 'String' } },
      Conditions: { IsBig: { 'Fn::Not': [{ Condition: 'IsSmall' }] }, IsSmall: { 'Fn::Equals': [{ Ref: 'Size' }, 'small'] } },
      Mappings: { Units: { big: { read: 10 } } },
    };
    const properties = { A: { 'Fn::If': ['IsBig', 1, 2] }, B: { 'Fn::FindInMap': ['Units', 'big', 'read'] } };
    const now = form({ ...sections, Resources: { Orders: orders(properties) } }, { Size: 'big', Other: 'x' });
    const { Parameters, Conditions, Mappings, parameters } = kept(now, form({ Parameters: { Zone: {} } }, { Zone: 'a' }));
    expect(Parameters).toEqual({ Size: { Type: 'String' }, Zone: {} });
    expect(Conditions).toEqual(sections.Conditions);
    expect(Mappings).toEqual(sections.Mappings);
    expect(parameters).toEqual({ Size: 'big', Zone: 'a' });
  });

  test('uses what the release defines by the same name in the same way', () => {
    const parameters = { Parameters: { Zone: { Type: 'String', Default: 'a' } } };
    const properties = { Zone: { Ref: 'Zone' }, Key: { 'Fn::GetAtt': ['Key', 'Arn'] } };
    const now = form({ ...parameters, Resources: { Orders: orders(properties), Key: { Type: 'Old' } } }, { Zone: 'a' });
    const release = form({ ...parameters, Resources: { Key: { Type: 'New' } } });
    expect(kept(now, release).Resources).toMatchObject({ Orders: { Properties: properties }, Key: { Type: 'New' } });
  });

  test('loses its condition, which is true now', () => {
    const now = form({ Conditions: { IsNew: {} }, Resources: { Orders: orders({}, { Condition: 'IsNew' }) } });
    const { Resources, Conditions } = kept(now);
    expect(Resources.Orders?.Condition).toBeUndefined();
    expect(Conditions).toEqual({});
  });

  test('replaces the release’s own definition if that has a condition that is false', () => {
    const now = form({ Resources: { Orders: orders({ TableName: 'orders' }) } });
    const release = form({ Conditions: { No: {} }, Resources: { Orders: orders({}, { Condition: 'No' }) } });
    expect(kept(now, release).Resources.Orders).toMatchObject({ Properties: { TableName: 'orders' } });
  });

  test('does not depend on the order of resources that are removed', () => {
    const Resources = { Orders: orders({}, { DependsOn: ['Api', 'Bad'] }), Bad: { Type: 'X' } };
    expect(kept(form({ Resources }), form({ Resources: { Api: { Type: 'Y' } } })).Resources.Orders?.DependsOn).toEqual(['Api']);
    expect(kept(form({ Resources })).Resources.Orders?.DependsOn).toBeUndefined();
  });

  test('takes along the inert resources that it depends on, retained too', () => {
    const Resources = {
      Orders: orders({ Group: { Ref: 'Subnets' } }),
      Subnets: { Type: 'AWS::RDS::DBSubnetGroup', Condition: 'IsProd', Properties: { Name: { Ref: 'Zone' } } },
    };
    const now = form({ Parameters: { Zone: {} }, Conditions: { IsProd: {} }, Resources }, { Zone: 'a' });
    const { Resources: all, Conditions, parameters } = kept(now);
    expect(all.Subnets).toMatchObject({ Condition: 'IsProd', DeletionPolicy: 'Retain' });
    expect(Conditions).toEqual({ IsProd: {} });
    expect(parameters).toEqual({ Zone: 'a' });
  });
});

describe('a resource cannot be kept', () => {
  test('if it depends on running code that the release does not have', () => {
    const properties = { Trigger: { 'Fn::GetAtt': ['Code', 'Arn'] } };
    const now = form({ Resources: { Orders: orders(properties), Code: { Type: 'AWS::Lambda::Function' } } });
    expect(outcomeOf(now)).toEqual(because('it depends on Code (AWS::Lambda::Function), which the release does not have'));
  });

  test('if it depends on a parameter with another value in the release', () => {
    const sections = { Parameters: { Size: { Default: 1 } } };
    const now = form({ ...sections, Resources: { Orders: orders({ Size: { Ref: 'Size' } }) } }, { Size: '2' });
    expect(outcomeOf(now, form(sections))).toEqual(
      because('it depends on the parameter Size, which is 2 now and 1 in the release'),
    );
    expect(outcomeOf(now, form(sections, { Size: '3' }))).toEqual(
      because('it depends on the parameter Size, which is 2 now and 3 in the release'),
    );
    expect(outcomeOf(now, form(sections, { Size: '2' })).kind).toBe('kept');
  });

  test('if it depends on a parameter whose value is hidden', () => {
    const now = form({ Parameters: { Word: {} }, Resources: { Orders: orders({ Word: { Ref: 'Word' } }) } }, { Word: '****' });
    expect(outcomeOf(now)).toEqual(because('it depends on the parameter Word, whose value CloudFormation hides'));
  });

  test.each(['Conditions', 'Mappings'])('if it depends on one of the %s that the release defines differently', (section) => {
    const properties = section === 'Mappings' ? { 'Fn::FindInMap': ['It', 'a', 'b'] } : { 'Fn::If': ['It', 1, 2] };
    const now = form({ [section]: { It: { a: 1 } }, Resources: { Orders: orders({ A: properties }) } });
    expect(outcomeOf(now, form({ [section]: { It: { a: 2 } } }))).toEqual(
      because(`it depends on It of ${section}, which the release defines differently`),
    );
  });

  test('if a macro created it, or it is not in the template', () => {
    const transformed = form({ Transform: 'AWS::Serverless-2016-10-31', Resources: {} });
    expect(outcomeOf(transformed)).toEqual(
      because('its template has a Transform that the release does not have, and its template has no resource Orders'),
    );
    const included = form({ Resources: { Orders: orders({ 'Fn::Transform': { Name: 'AWS::Include' } }) } });
    expect(outcomeOf(included)).toEqual(because('its dependencies are unknown, because it uses Fn::Transform'));
  });
});
