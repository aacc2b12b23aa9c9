import { describeRow, lossesOf } from '../../../../../activities/aws/cloudformation/changes/losses';
import type { Row } from '../../../../../activities/aws/cloudformation/changes/row';

const row = (path: string, type: string, more: Partial<Row>): Row => ({ path, type, action: 'Modify', causes: [], ...more });
const table = (path: string, more: Partial<Row>): Row => row(path, 'AWS::DynamoDB::Table', more);

const rows = [
  table('Orders', { replacement: 'True' }),
  table('Parcels', { replacement: 'True', policy: 'ReplaceAndRetain' }),
  row('Files', 'AWS::S3::Bucket', { action: 'Remove', policy: 'Delete' }),
  row('NoPolicy', 'AWS::S3::Bucket', { action: 'Remove' }),
  row('Snapshotted', 'AWS::RDS::DBInstance', { action: 'Remove', policy: 'Snapshot' }),
  row('Retained', 'AWS::S3::Bucket', { action: 'Remove', policy: 'Retain' }),
  table('Kept', { replacement: 'False' }),
  table('New', { action: 'Add' }),
  table('Imported', { action: 'Import' }),
  table('Synchronised', { action: 'SyncWithActual' }),
  row('Alarm', 'AWS::CloudWatch::Alarm', { action: 'Remove', policy: 'Delete' }),
];

const paths = (found: readonly Row[]): string[] => found.map(({ path }) => path);

describe('the rows of resources with data', () => {
  test('lose what is replaced, and what is removed without being retained', () => {
    expect(paths(lossesOf(rows).lost)).toEqual(['Orders', 'Parcels', 'Files', 'NoPolicy', 'Snapshotted']);
  });

  test('remove everything that leaves the stack, deleted or retained', () => {
    expect(paths(lossesOf(rows).removed)).toEqual(['Files', 'NoPolicy', 'Snapshotted', 'Retained']);
  });

  test('add what is new', () => {
    expect(paths(lossesOf(rows).added)).toEqual(['New']);
  });

  test('are otherwise certain', () => {
    expect(lossesOf(rows).uncertain).toEqual([]);
  });

  test.each<[string, Partial<Row>]>([
    ['conditional: a replacement that is Conditional', { replacement: 'Conditional' }],
    ['conditional: the action Dynamic', { action: 'Dynamic' }],
    ['a replacement that nobody knows', { replacement: 'Sometimes' }],
    ['a modification without a word about replacement', {}],
    ['an action that nobody knows', { action: 'Migrate' }],
    ['no action', { action: '' }],
  ])('may lose data with %s', (_, more) => {
    expect(paths(lossesOf([table('Orders', more)]).uncertain)).toEqual(['Orders']);
    expect(lossesOf([row('Topic', 'AWS::SNS::Topic', more)]).uncertain).toEqual([]);
  });

  test('are those of custom resources too, unless their type is declared stateless', () => {
    const gate = row('Gate', 'Custom::Gate', { replacement: 'Conditional' });
    expect(paths(lossesOf([gate]).uncertain)).toEqual(['Gate']);
    expect(lossesOf([gate], ['Custom::Gate']).uncertain).toEqual([]);
  });

  test('are those of a nested stack that cannot be read, and of no other nested stack', () => {
    const nested = row('Data', 'AWS::CloudFormation::Stack', { action: 'Remove' });
    expect(lossesOf([nested]).lost).toEqual([]);
    expect(lossesOf([{ ...nested, isUnread: true }]).lost.map(describeRow)).toEqual([
      'Data (a nested stack that cannot be read)',
    ]);
  });
});
