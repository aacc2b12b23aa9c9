import { checkPolicy } from '../../activities/check-policy';
import { ReleaseStore } from '../../activities/releases/store';
import type { Pipeline } from '../../pipeline';
import { error, mustReview, type Rule } from '../../pipeline';
import type { Templates } from '../../pipeline/templates/templates';
import { aFolder } from '../a-folder';
import { aPipeline } from '../pipeline/builders/a-pipeline';

const releases = new ReleaseStore(aFolder());
const pipeline = aPipeline();
const checked = (rules: readonly Rule[], input: { pipeline: Pipeline; release?: string } = { pipeline }) =>
  checkPolicy({ releases, rules })(input);

/** A rule that refuses every template, and shows all templates in its message. */
const showsTemplates: Rule = {
  name: 'shows-templates',
  level: 'error',
  needs: 'templates',
  find: (_, templates: Templates) => [{ path: 'components', message: JSON.stringify(templates) }],
};

/** A template that receives a payload if its component has one. */
const aTemplate = (name: string) => ({ Parameters: { Payload: { Type: 'String', Default: '' } }, Resources: { [name]: {} } });

const body = (name: string) => ({
  template: JSON.stringify(aTemplate(name)),
  parameters: {},
  digest: `sha256-${name}`,
});

/** The release of the pipeline: an api with a one-box, and a table. */
const aRelease = () =>
  releases.save({
    kind: 'built',
    commit: '1'.repeat(40),
    components: { api: { whole: body('Api'), oneBox: body('Box') }, table: { whole: body('Table') } },
  });

describe('the policy check of a worker', () => {
  test('allows every valid pipeline without a policy', async () => {
    expect(await checked([])).toEqual({ kind: 'allowed' });
    expect(await checked([], { pipeline, release: await aRelease() })).toEqual({ kind: 'allowed' });
  });

  test('refuses a pipeline that breaks the policy, with every problem', async () => {
    const ours = error('known-team', ({ team }) => [{ path: 'team', message: `"${team}" is not one of our teams` }]);
    expect(await checked([mustReview(3), ours])).toEqual({
      kind: 'refused',
      because:
        'the policy of this worker refuses the pipeline: review/approvals: 1 is less than the policy requires: write 3 or more; team: "retail" is not one of our teams',
    });
  });

  test('allows a pipeline that gets only warnings', async () => {
    const warns: Rule = { ...mustReview(3), level: 'warning' };
    expect(await checked([warns])).toEqual({ kind: 'allowed' });
  });

  test('checks rules about templates once there is a release, with the templates that were built', async () => {
    expect(await checked([showsTemplates])).toEqual({ kind: 'allowed' });
    const outcome = await checked([showsTemplates], { pipeline, release: await aRelease() });
    if (outcome.kind !== 'refused') throw new Error('it was allowed');
    expect(JSON.parse(/components: (.*)$/.exec(outcome.because)?.[1] ?? '')).toEqual({
      'api.template.json': aTemplate('Api'),
      'one-box.template.json': aTemplate('Box'),
      'table.template.json': aTemplate('Table'),
    });
  });

  test('unread-template: refuses a release of an older version whose template nobody read', async () => {
    const rubbish = { template: 'say: !Foo template', parameters: {}, digest: 'sha256-no' };
    const components = { api: { whole: body('Api'), oneBox: rubbish }, table: { whole: body('Table') } };
    const release = await releases.save({ kind: 'built', commit: '1'.repeat(40), components });
    expect(await checked([], { pipeline, release })).toEqual({
      kind: 'refused',
      because:
        'one-box.template.json of the release cannot be read: line 1, column 6: CloudFormation has no tag !Foo: correct it, or write it in full as Fn::Foo; merge a correction',
    });
  });

  test('fails if a rule throws', async () => {
    const faulty = error('faulty', () => {
      throw new Error('oh');
    });
    await expect(checked([faulty])).rejects.toThrow('oh');
  });
});
