import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ListStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { survey } from '../../../activities/survey';
import type { BuiltRelease } from '../../../pipeline/model/release';
import { aRelease, note } from '../builders/a-release';
import { aSite } from '../builders/a-site';
import { anActivity } from '../builders/an-activity';

const site = aSite();
const aCase = (name: string) => readFileSync(join(__dirname, '../../cases/real/foreach', name), 'utf8');
const releaseOf = (template: string): BuiltRelease => {
  const release = aRelease({});
  const whole = { template, parameters: {}, digest: 'sha256-foreach' };
  return { ...release, components: { api: { whole } } };
};

async function resources(stack: string): Promise<(string | undefined)[]> {
  const { StackResourceSummaries } = await site.cloudFormation.send(new ListStackResourcesCommand({ StackName: stack }));
  return (StackResourceSummaries ?? []).map(({ LogicalResourceId }) => LogicalResourceId).sort();
}

/** Puts an object into a new bucket of the emulator. */
async function upload(bucket: string, key: string, body: string): Promise<void> {
  const place = `<CreateBucketConfiguration><LocationConstraint>${site.region}</LocationConstraint></CreateBucketConfiguration>`;
  await put(bucket, place);
  await put(`${bucket}/${key}`, body);
}

async function put(path: string, body: string): Promise<void> {
  const credential = `${site.account}/20260101/${site.region}/s3/aws4_request`;
  const { ok, status } = await fetch(`${process.env.SLIPWAY_TEST_EMULATOR}/${path}`, {
    method: 'PUT',
    headers: { authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=none` },
    body,
  });
  if (!ok) throw new Error(`${path} cannot be put: ${status}`);
}

describe('foreach: a template whose resources CloudFormation makes', () => {
  test('is deployed over another, and taken back to it', async () => {
    const { undoes, ...back } = await site.deployBoth('looped', [aRelease(note('one')), releaseOf(aCase('template.json'))]);
    expect(await resources('looped')).toEqual(['Alarmerrors', 'Alarmlatency']);
    expect(await site.deploy({ ...back, undoes })).toMatchObject({ touched: true, left: [] });
    expect(await resources('looped')).toEqual(['Note']);
  });

  test('is gone back to as it was found', async () => {
    const target = site.target('looped-before');
    await site.deploy({ target, release: await site.save(releaseOf(aCase('template.json'))) });
    const release: string = await anActivity().run(survey(site), { change: 'shop/2', targets: [target] });
    const undoes = await site.save(aRelease(note('two')));
    await site.deploy({ target, release: undoes, change: 'shop/2' });
    expect(await site.deploy({ target, release, undoes, change: 'shop/2', direction: 'back' })).toMatchObject({ touched: true });
    expect(await resources('looped-before')).toEqual(['Alarmerrors', 'Alarmlatency']);
  });

  test('may include a part from S3', async () => {
    await upload('parts', 'alarms.json', JSON.stringify({ Included: note('included').Note }));
    const target = site.target('included');
    const release = await site.save(releaseOf(aCase('include.json').replace('BUCKET', 'parts')));
    expect(await site.deploy({ target, release })).toMatchObject({ touched: true, left: [] });
    expect(await resources('included')).toEqual(['Included', 'Topic']);
  });
});
