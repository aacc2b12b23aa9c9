import { CreateStackCommand, type Tag, UpdateStackCommand } from '@aws-sdk/client-cloudformation';
import { survey } from '../../../activities/survey';
import type { BuiltRelease } from '../../../pipeline/model/release';
import { FakeStack } from '../builders/a-fake-stack';
import { aRelease, digestIn, note } from '../builders/a-release';
import { aSite } from '../builders/a-site';
import { anActivity } from '../builders/an-activity';

const site = aSite();
const [one, two] = [aRelease(note('one')), aRelease(note('two'))];
const own = { CostCenter: '4711', owner: 'retail' };
const asTags = (tags: Readonly<Record<string, string>>): Tag[] => Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
const ours = (release: BuiltRelease, change: string) => ({ 'slipway:digest': digestIn(release), 'slipway:change': change });

/** The release with tags of its pipeline. */
function tagged(release: BuiltRelease, tags: Readonly<Record<string, string>>): BuiltRelease {
  const { api } = release.components;
  if (api === undefined) throw new Error('no api');
  return { ...release, components: { api: { whole: { ...api.whole, tags } } } };
}

/** A stack that a person made, and what a survey saves of it. */
async function aStackWithTags(stack: string) {
  const target = site.target(stack);
  const TemplateBody = one.components.api?.whole.template;
  await site.cloudFormation.send(new CreateStackCommand({ StackName: stack, TemplateBody, Tags: asTags(own) }));
  const found: string = await anActivity().run(survey(site), { change: 'shop/1', targets: [target] });
  return { target, found };
}

const addByHand = async (StackName: string, tags: Readonly<Record<string, string>>): Promise<void> => {
  await site.cloudFormation.send(new UpdateStackCommand({ StackName, UsePreviousTemplate: true, Tags: asTags(tags) }));
};

describe('tags: a stack’s own tags', () => {
  test('stay beside Slipway’s, forward and back; the way back to what was found restores them', async () => {
    const { target, found } = await aStackWithTags('tags');
    const undoes = await site.save(two);
    await site.deploy({ target, release: undoes });
    expect(await site.tags('tags')).toEqual({ ...own, ...ours(two, 'shop/1') });

    await addByHand('tags', { ...own, CostCenter: '1', ...ours(two, 'shop/1') });
    await site.deploy({ target, release: found, undoes, direction: 'back' });
    expect(await site.tags('tags')).toMatchObject({ ...own, 'slipway:change': 'shop/1' });
  });

  test('that a person added meanwhile stay on the way back to a built release', async () => {
    const back = await site.deployBoth('tags-added', [one, two]);
    await addByHand('tags-added', { owner: 'media', ...ours(two, 'shop/2') });
    await site.deploy(back);
    expect(await site.tags('tags-added')).toEqual({ owner: 'media', ...ours(one, 'shop/2') });
  });

  test('give way to the pipeline’s of the same name', async () => {
    const { target } = await aStackWithTags('tags-declared');
    await site.deploy({ target, release: await site.save(tagged(two, { CostCenter: '12', team: 'retail' })) });
    expect(await site.tags('tags-declared')).toEqual({
      owner: 'retail',
      CostCenter: '12',
      team: 'retail',
      ...ours(two, 'shop/1'),
    });
  });

  test('are sent without AWS’s own, which it refuses in a request', async () => {
    const tags = { ...own, 'aws:cloudformation:stack-name': 'parent', 'slipway:other': 'not ours to keep' };
    const stack = new FakeStack({ name: 'shop', changeSets: [{}], tags: asTags(tags) });
    await site.through({ cloudFormation: stack.client }).deploy({ target: site.target('shop'), release: await site.save(two) });
    expect(stack.created[0]?.Tags).toEqual(expect.arrayContaining(asTags({ ...own, ...ours(two, 'shop/1') })));
    expect(stack.created[0]?.Tags).toHaveLength(4);
  });
});
