import { keep } from '../../../../activities/aws/cloudformation/keep';
import { keptIn } from '../../../../activities/aws/cloudformation/retained';
import { parseTemplate } from '../../../../activities/aws/cloudformation/template';

type Parts = Readonly<Record<string, unknown>>;

const form = (template: Parts, parameters: Readonly<Record<string, string>> = {}) => ({
  template: parseTemplate(JSON.stringify({ Resources: {}, ...template })),
  parameters,
});
const orders = (properties: Parts = {}, more: Parts = {}) => ({ Type: 'AWS::DynamoDB::Table', ...more, Properties: properties });

/** What becomes of the table `Orders` when a stack of one form goes back to another. */
function kept(now: ReturnType<typeof form>, release = form({})) {
  const keeping = keep({ ids: ['Orders'], now, release, change: 'shop/2' });
  if (keeping.kind === 'cannot') throw new Error(keeping.because);
  return { ...parseTemplate(keeping.template), parameters: keeping.parameters, text: keeping.template };
}
const refused = (now: ReturnType<typeof form>, release = form({})) => keep({ ids: ['Orders'], now, release, change: 'shop/2' });
const because = (sentence: string) => ({ kind: 'cannot', because: sentence });

describe('what stays in a stack that goes back', () => {
  it('is as it is now, marked and retained, beside all that the release has', () => {
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

  it('is found again by the change that left it, and by no other', () => {
    const template = kept(form({ Resources: { Orders: orders() } }));
    expect(keptIn(template, 'shop/2')).toEqual(['Orders']);
    expect(keptIn(template, 'shop/3')).toEqual([]);
  });

  it('adds no section that has nothing in it', () => {
    expect(Object.keys(JSON.parse(kept(form({ Resources: { Orders: orders() } })).text))).toEqual(['Resources']);
  });

  it('brings its parameters with the values that they have, its conditions and its mappings', () => {
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

  it('leans on what the release has by the same name and meaning', () => {
    const parameters = { Parameters: { Zone: { Type: 'String', Default: 'a' } } };
    const properties = { Zone: { Ref: 'Zone' }, Key: { 'Fn::GetAtt': ['Key', 'Arn'] } };
    const now = form({ ...parameters, Resources: { Orders: orders(properties), Key: { Type: 'Old' } } }, { Zone: 'a' });
    const release = form({ ...parameters, Resources: { Key: { Type: 'New' } } });
    expect(kept(now, release).Resources).toMatchObject({ Orders: { Properties: properties }, Key: { Type: 'New' } });
  });

  it('bears no condition any more: it is there', () => {
    const now = form({ Conditions: { IsNew: {} }, Resources: { Orders: orders({}, { Condition: 'IsNew' }) } });
    const { Resources, Conditions } = kept(now);
    expect(Resources.Orders?.Condition).toBeUndefined();
    expect(Conditions).toEqual({});
  });

  it('takes the place of the same resource where the release’s own condition leaves that out', () => {
    const now = form({ Resources: { Orders: orders({ TableName: 'orders' }) } });
    const release = form({ Conditions: { No: {} }, Resources: { Orders: orders({}, { Condition: 'No' }) } });
    expect(kept(now, release).Resources.Orders).toMatchObject({ Properties: { TableName: 'orders' } });
  });

  it('does not wait for what goes', () => {
    const Resources = { Orders: orders({}, { DependsOn: ['Api', 'Bad'] }), Bad: { Type: 'X' } };
    expect(kept(form({ Resources }), form({ Resources: { Api: { Type: 'Y' } } })).Resources.Orders?.DependsOn).toEqual(['Api']);
    expect(kept(form({ Resources })).Resources.Orders?.DependsOn).toBeUndefined();
  });

  it('brings along what it leans on where nothing runs in that, retained too', () => {
    const Resources = {
      Orders: orders({ Group: { Ref: 'Subnets' } }),
      Subnets: { Type: 'AWS::RDS::DBSubnetGroup', Condition: 'IsProd', Properties: { Name: { Ref: 'Zone' } } },
    };
    const now = form({ Parameters: { Zone: {} }, Conditions: { IsProd: {} }, Resources }, { Zone: 'a' });
    const { Resources: together, Conditions, parameters } = kept(now);
    expect(together.Subnets).toMatchObject({ Condition: 'IsProd', DeletionPolicy: 'Retain' });
    expect(Conditions).toEqual({ IsProd: {} });
    expect(parameters).toEqual({ Zone: 'a' });
  });
});

describe('what cannot stay in a stack that goes back', () => {
  it('leans on something that runs and that the release does not have', () => {
    const properties = { Trigger: { 'Fn::GetAtt': ['Code', 'Arn'] } };
    const now = form({ Resources: { Orders: orders(properties), Code: { Type: 'AWS::Lambda::Function' } } });
    expect(refused(now)).toEqual(because('it leans on Code (AWS::Lambda::Function), which the release does not have'));
  });

  it('leans on a parameter that is another in the release', () => {
    const sections = { Parameters: { Size: { Default: 1 } } };
    const now = form({ ...sections, Resources: { Orders: orders({ Size: { Ref: 'Size' } }) } }, { Size: '2' });
    expect(refused(now, form(sections))).toEqual(because('it leans on the parameter Size, which is 2 and in the release 1'));
    expect(refused(now, form(sections, { Size: '3' }))).toEqual(
      because('it leans on the parameter Size, which is 2 and in the release 3'),
    );
    expect(refused(now, form(sections, { Size: '2' })).kind).toBe('kept');
  });

  it('leans on a parameter whose value is hidden', () => {
    const now = form({ Parameters: { Word: {} }, Resources: { Orders: orders({ Word: { Ref: 'Word' } }) } }, { Word: '****' });
    expect(refused(now)).toEqual(because('it leans on the parameter Word, whose value CloudFormation hides'));
  });

  it.each(['Conditions', 'Mappings'])('leans on one of the %s that the release means otherwise', (section) => {
    const properties = section === 'Mappings' ? { 'Fn::FindInMap': ['It', 'a', 'b'] } : { 'Fn::If': ['It', 1, 2] };
    const now = form({ [section]: { It: { a: 1 } }, Resources: { Orders: orders({ A: properties }) } });
    expect(refused(now, form({ [section]: { It: { a: 2 } } }))).toEqual(
      because(`it leans on It of ${section}, which the release has too and means otherwise`),
    );
  });

  it('is made by a macro, or is not in the template at all', () => {
    const made = form({ Transform: 'AWS::Serverless-2016-10-31', Resources: {} });
    expect(refused(made)).toEqual(
      because(
        'its template is transformed, and the release’s is not in the same way, and Orders is not in its template by that name',
      ),
    );
    const included = form({ Resources: { Orders: orders({ 'Fn::Transform': { Name: 'AWS::Include' } }) } });
    expect(refused(included)).toEqual(because('it is written with Fn::Transform, which cannot be followed'));
  });
});
