import type { ResourceChange } from '@aws-sdk/client-cloudformation';
import { endangered, leaving, madeAnew } from '../../../../activities/aws/cloudformation/losses';

const change = (LogicalResourceId: string, ResourceType: string, more: ResourceChange) => ({
  ResourceChange: { LogicalResourceId, ResourceType, ...more },
});
const changeSet = {
  $metadata: {},
  Changes: [
    change('Orders', 'AWS::DynamoDB::Table', { Action: 'Modify', Replacement: 'True' }),
    change('Parcels', 'AWS::DynamoDB::Table', { Action: 'Modify', Replacement: 'True', PolicyAction: 'ReplaceAndRetain' }),
    change('Files', 'AWS::S3::Bucket', { Action: 'Remove', PolicyAction: 'Delete' }),
    change('Untold', 'AWS::S3::Bucket', { Action: 'Remove' }),
    change('Pictured', 'AWS::RDS::DBInstance', { Action: 'Remove', PolicyAction: 'Snapshot' }),
    change('LetGo', 'AWS::S3::Bucket', { Action: 'Remove', PolicyAction: 'Retain' }),
    change('Kept', 'AWS::DynamoDB::Table', { Action: 'Modify', Replacement: 'False' }),
    change('New', 'AWS::DynamoDB::Table', { Action: 'Add' }),
    change('Alarm', 'AWS::CloudWatch::Alarm', { Action: 'Remove', PolicyAction: 'Delete' }),
  ],
};

describe('of what is stateful', () => {
  it('a change set endangers what it replaces, and what it removes unless that is retained', () => {
    expect(endangered(changeSet)).toEqual([
      'Orders (AWS::DynamoDB::Table)',
      'Parcels (AWS::DynamoDB::Table)',
      'Files (AWS::S3::Bucket)',
      'Untold (AWS::S3::Bucket)',
      'Pictured (AWS::RDS::DBInstance)',
    ]);
  });

  it('all that is removed leaves the stack, deleted or not', () => {
    expect(leaving(changeSet)).toEqual(['Files', 'Untold', 'Pictured', 'LetGo']);
  });

  it('what is added is new and empty', () => {
    expect(madeAnew(changeSet)).toEqual(['New (AWS::DynamoDB::Table)']);
  });
});
