import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BuildComponent, BuildInput } from '../../activities/contract';
import type { StackBody } from '../../pipeline/model/release';
import { ABuildWorker, aService } from './builders/a-build';

const worker = new ABuildWorker();
const api: BuildComponent = { name: 'api', template: 'api.yaml', parameters: {} };

/** What a build makes of a template in a component without parameters and payload. */
async function built(text: string, more: Partial<BuildInput> = {}): Promise<StackBody | undefined> {
  const outcome = await worker.build(aService({ 'infra/api.yaml': text }), { components: [api], ...more });
  return (await worker.release(outcome)).components.api?.whole;
}

const aCase = (name: string) => readFileSync(join(__dirname, '../cases/real', name), 'utf8');

describe('a template in a release', () => {
  test('unread-template: is JSON, also if the component wrote YAML', async () => {
    expect(await built(aCase('unread-template/api.yaml'))).toEqual({
      template: '{"Resources":{"Topic":{"Type":"AWS::SNS::Topic"}}}',
      parameters: {},
      digest: expect.stringMatching(/^sha256-/),
    });
  });

  test('has its keys in the author’s order, as a person finds it in the stack', async () => {
    const body = await built('Resources:\n  B: { Type: b, A: 1 }\n  A: { Type: a }\nDescription: c\n');
    expect(body?.template).toBe('{"Resources":{"B":{"Type":"b","A":1},"A":{"Type":"a"}},"Description":"c"}');
  });

  test('has the same digest in JSON and YAML, whatever the white space, the comments and the order of keys', async () => {
    const texts = [
      '{"Resources":{"A":{"Type":"a","Size":5.10}},"Description":"012"}',
      '{ "Description": "012",\r\n\t"Resources": { "A": { "Size": 5.10, "Type": "a" } } }\n',
      '# mine\nResources:\n  A:\n    Type: a\n    Size: 5.10\nDescription: 012\n',
    ];
    const digests = await Promise.all(texts.map(async (text) => (await built(text))?.digest));
    expect(new Set(digests).size).toBe(1);
    expect((await built(texts[0]?.replace('5.10', '5.1') ?? ''))?.digest).not.toBe(digests[0]);
  });

  test.each(['foreach/template.json', 'foreach/include.json', 'macro-table/template.json', 'hidden-alarm/module.json'])(
    'foreach: may have what only CloudFormation makes resources of (%s)',
    async (name) => {
      const text = aCase(name);
      expect(JSON.parse((await built(text))?.template ?? '')).toEqual(JSON.parse(text));
    },
  );

  test('foreach: may have no resources of its own if a transform makes them', async () => {
    expect((await built('Transform: { Name: AWS::Include, Parameters: { Location: s3://a/b } }'))?.template).toBe(
      '{"Transform":{"Name":"AWS::Include","Parameters":{"Location":"s3://a/b"}}}',
    );
  });
});

describe('tags: the pipeline’s tags', () => {
  const text = 'Resources: {}';

  test('are in each stack of the release, and in its digest', async () => {
    const [without, none, red, blue] = [
      await built(text),
      await built(text, { tags: {} }),
      await built(text, { tags: { Team: 'red' } }),
      await built(text, { tags: { Team: 'blue' } }),
    ];
    expect(none).toEqual(without);
    expect(without).not.toHaveProperty('tags');
    expect(red?.tags).toEqual({ Team: 'red' });
    expect(new Set([without, red, blue].map((body) => body?.digest)).size).toBe(3);
  });
});
