import { CreateStackCommand, GetTemplateCommand } from '@aws-sdk/client-cloudformation';
import { survey } from '../../../activities/survey';
import { aRelease, note, table } from '../builders/a-release';
import { aSite } from '../builders/a-site';
import { anActivity } from '../builders/an-activity';

const site = aSite();
const plain = aRelease(note('two'));
const withTable = aRelease({ ...note('two'), ...table() });
const yaml = `# made by hand
AWSTemplateFormatVersion: 2010-09-09
Parameters:
  Size: { Type: String, Default: 012345670123 }
Resources:
  Note:
    Type: AWS::SSM::Parameter
    Properties:
      Name: !Join ['', [/, !Ref AWS::StackName, /note]]
      Type: String
      Value: !Sub 'by hand, \${Size}'
`;

/** The emulator takes this. */
const twice = 'Metadata: { a: 1 }\nMetadata: { b: 2 }\n';

/** A stack that was made of a text, then altered by a change; returns the input that puts it back. */
async function altered(stack: string, text: string, undone: typeof plain) {
  const target = site.target(stack);
  await site.cloudFormation.send(new CreateStackCommand({ StackName: stack, TemplateBody: text }));
  const release: string = await anActivity().run(survey(site), { change: 'shop/2', targets: [target] });
  const undoes = await site.save(undone);
  await site.deploy({ target, release: undoes, change: 'shop/2' });
  return { target, release, undoes, change: 'shop/2', direction: 'back' } as const;
}

async function templateIn(stack: string): Promise<string | undefined> {
  return (await site.cloudFormation.send(new GetTemplateCommand({ StackName: stack }))).TemplateBody;
}

describe('found-yaml: a stack that was made from YAML', () => {
  test('gets its own text back, with comments and tags, if nothing must be kept in it', async () => {
    const back = await altered('found-yaml', yaml, plain);
    expect(await site.deploy(back)).toMatchObject({ touched: true, left: [] });
    expect(await templateIn('found-yaml')).toBe(yaml);
  });

  test('gets the same as JSON, with the table that the change added beside it', async () => {
    const back = await altered('found-yaml-table', yaml, withTable);
    expect(await site.deploy(back)).toMatchObject({
      touched: true,
      left: [{ what: 'found-yaml-table keeps Table, which the release does not have and whose data cannot be recreated' }],
    });
    expect(JSON.parse((await templateIn('found-yaml-table')) ?? '')).toMatchObject({
      AWSTemplateFormatVersion: '2010-09-09',
      Parameters: { Size: { Type: 'String', Default: '012345670123' } },
      Resources: {
        Note: {
          Properties: {
            Name: { 'Fn::Join': ['', ['/', { Ref: 'AWS::StackName' }, '/note']] },
            Value: { 'Fn::Sub': `by hand, \${Size}` },
          },
        },
        Table: { Type: 'AWS::DynamoDB::Table', DeletionPolicy: 'Retain' },
      },
    });
    expect(await site.deploy(back)).toMatchObject({ left: [expect.anything()] });
  });

  test('gets its text back too if Slipway cannot read it, and nothing must be kept in it', async () => {
    const foreign = `${yaml}${twice}`;
    const back = await altered('found-foreign', foreign, plain);
    expect(await site.deploy(back)).toMatchObject({ touched: true, left: [] });
    expect(await templateIn('found-foreign')).toBe(foreign);
  });

  test('fails, touching nothing, if Slipway cannot read it and a table must be kept in it', async () => {
    const back = await altered('found-unreadable', `${yaml}${twice}`, withTable);
    const events = await site.events('found-unreadable');
    await expect(site.deploy(back)).rejects.toMatchObject({
      type: 'Failed',
      nonRetryable: true,
      message:
        'the template of the release cannot be read: line 13, column 1: the key Metadata is there twice: rename or remove one',
    });
    expect(await site.events('found-unreadable')).toEqual(events);
  });
});
