import { questionAbout } from '../../../../../activities/aws/cloudformation/changes/question';
import { readRows } from '../../../../../activities/aws/cloudformation/changes/read-rows';
import type { Row } from '../../../../../activities/aws/cloudformation/changes/row';
import { aFakeCloudFormation } from '../../../builders/a-fake-cloudformation';
import { anActivity } from '../../../builders/an-activity';

const orders: Row = {
  path: 'Data/Orders',
  type: 'AWS::DynamoDB::Table',
  action: 'Modify',
  replacement: 'Conditional',
  policy: 'ReplaceAndRetain',
  causes: [
    {
      attribute: 'Properties',
      property: 'TableName',
      recreation: 'Always',
      evaluation: 'Dynamic',
      source: 'ParameterReference',
      entity: 'Name',
    },
    {
      attribute: 'Properties',
      property: 'BillingMode',
      recreation: 'Conditionally',
      evaluation: 'Static',
      source: 'DirectModification',
    },
    { attribute: 'Tags', recreation: 'Never', evaluation: 'Static' },
  ],
};
const db: Row = { path: 'Db', type: 'AWS::RDS::DBInstance', action: 'Dynamic', causes: [] };

describe('conditional: a question about rows of a change set', () => {
  test('says in words what may happen to what, and because of which property', () => {
    expect(questionAbout('table', [orders]).rows).toEqual([
      'Data/Orders (AWS::DynamoDB::Table) may be replaced, which would lose its data: its property BillingMode changes, its property TableName changes because of the parameter Name, to a value that is known only then; the old one would be retained, outside the stack',
    ]);
    expect(questionAbout('table', [db]).rows).toEqual([
      'Db (AWS::RDS::DBInstance) may be changed, replaced or deleted: CloudFormation decides only while it deploys',
    ]);
    expect(questionAbout('table', [{ ...orders, causes: [], replacement: 'Sometimes' }]).rows).toEqual([
      'Data/Orders (AWS::DynamoDB::Table) may be replaced or deleted: CloudFormation says Modify and Sometimes, which Slipway does not know; the old one would be retained, outside the stack',
    ]);
  });

  test('has the same digest whatever the order of rows and causes', () => {
    const turned = { ...orders, causes: orders.causes.toReversed() };
    expect(questionAbout('table', [db, turned])).toEqual(questionAbout('table', [orders, db, db]));
  });

  test.each<[string, string, Row]>([
    ['component', 'api', orders],
    ['resource', 'table', { ...orders, path: 'Parcels' }],
    ['property', 'table', { ...orders, causes: orders.causes.slice(1) }],
    ['policy', 'table', { ...orders, policy: 'ReplaceAndDelete' }],
  ])('has another digest with another %s', (_, component, row) => {
    expect(questionAbout(component, [row]).digest).not.toBe(questionAbout('table', [orders]).digest);
  });

  test('has the same digest in another Region: ids and values there are not part of it', async () => {
    const rowsIn = (region: string): Promise<Row[]> =>
      anActivity().run(() =>
        readRows(aFakeCloudFormation({}).client, {
          StackId: `arn:aws:cloudformation:${region}:222222222222:stack/shop/1`,
          Changes: [
            {
              Type: 'Resource',
              ResourceChange: {
                Action: 'Modify',
                Replacement: 'Conditional',
                LogicalResourceId: 'Orders',
                PhysicalResourceId: `shop-${region}-orders`,
                ResourceType: 'AWS::DynamoDB::Table',
                Details: [{ Target: { Attribute: 'Properties', Name: 'TableName', AfterValue: region }, Evaluation: 'Dynamic' }],
              },
            },
          ],
        }),
      );
    expect(questionAbout('table', await rowsIn('eu-west-1'))).toEqual(questionAbout('table', await rowsIn('us-west-2')));
  });
});
