import type { ResourceChange } from '@aws-sdk/client-cloudformation';
import { addedResources, lostResources, removedResourceIds } from '../../../../activities/aws/cloudformation/stateful-changes';

const change = (LogicalResourceId: string, ResourceType: string, more: ResourceChange) => ({
  ResourceChange: { LogicalResourceId, ResourceType, ...more },
});
const changeSet = {
  $metadata: {},
  Changes: [
    change('Orders', 'AWS::DynamoDB::Table', { Action: 'Modify', Replacement: 'True' }),
    change('Parcels', 'AWS::DynamoDB::Table', { Action: 'Modify', Replacement: 'True', PolicyAction: 'ReplaceAndRetain' }),
    change('Files', 'AWS::S3::Bucket', { Action: 'Remove', PolicyAction: 'Delete' }),
    change('NoPolicy', 'AWS::S3::Bucket', { Action: 'Remove' }),
    change('Snapshotted', 'AWS::RDS::DBInstance', { Action: 'Remove', PolicyAction: 'Snapshot' }),
    change('Retained', 'AWS::S3::Bucket', { Action: 'Remove', PolicyAction: 'Retain' }),
    change('Kept', 'AWS::DynamoDB::Table', { Action: 'Modify', Replacement: 'False' }),
    change('New', 'AWS::DynamoDB::Table', { Action: 'Add' }),
    change('Alarm', 'AWS::CloudWatch::Alarm', { Action: 'Remove', PolicyAction: 'Delete' }),
  ],
};

describe('the changes of stateful resources', () => {
  test('lose what is replaced, and what is removed without being retained', () => {
    expect(lostResources(changeSet)).toEqual([
      'Orders (AWS::DynamoDB::Table)',
      'Parcels (AWS::DynamoDB::Table)',
      'Files (AWS::S3::Bucket)',
      'NoPolicy (AWS::S3::Bucket)',
      'Snapshotted (AWS::RDS::DBInstance)',
    ]);
  });

  test('remove everything that leaves the stack, deleted or retained', () => {
    expect(removedResourceIds(changeSet)).toEqual(['Files', 'NoPolicy', 'Snapshotted', 'Retained']);
  });

  test('add what is new', () => {
    expect(addedResources(changeSet)).toEqual(['New (AWS::DynamoDB::Table)']);
  });
});
