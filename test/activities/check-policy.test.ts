import { checkPolicy } from '../../activities/check-policy';
import { ReleaseStore } from '../../activities/releases/store';
import type { Pipeline } from '../../pipeline';
import { error, mustReview, type Rule } from '../../pipeline';
import type { Templates } from '../../pipeline/templates/templates';
import { aPipeline } from '../pipeline/builders/a-pipeline';
import { aFolder } from './builders/a-site';

const releases = new ReleaseStore(aFolder());
const pipeline = aPipeline();
const upheld = (rules: readonly Rule[], input: { pipeline: Pipeline; release?: string } = { pipeline }) =>
  checkPolicy({ releases, rules })(input);

/** Finds fault with every template, and shows all that it was given. */
const seesTemplates: Rule = {
  name: 'sees-templates',
  level: 'error',
  needs: 'templates',
  find: (_, templates: Templates) => [{ path: 'components', message: JSON.stringify(templates) }],
};

const body = (name: string) => ({
  template: JSON.stringify({ Resources: { [name]: {} } }),
  parameters: {},
  digest: `sha256-${name}`,
});

/** The release of the pipeline: an api with a one-box, and a table. */
const aRelease = () =>
  releases.keep({
    kind: 'built',
    commit: '1'.repeat(40),
    components: { api: { whole: body('Api'), oneBox: body('Box') }, table: { whole: body('Table') } },
  });

describe('a worker', () => {
  it('without a policy lets every pipeline go on that the model lets start', async () => {
    expect(await upheld([])).toEqual({ kind: 'allowed' });
    expect(await upheld([], { pipeline, release: await aRelease() })).toEqual({ kind: 'allowed' });
  });

  it('with a policy refuses what is against it, with every problem', async () => {
    const ours = error('known-team', ({ team }) => [{ path: 'team', message: `"${team}" is no team of ours` }]);
    expect(await upheld([mustReview(3), ours])).toEqual({
      kind: 'refused',
      because:
        'the policy here does not let the pipeline go on: review/approvals: 1 is less than the policy requires: write 3 or more; team: "retail" is no team of ours',
    });
  });

  it('lets go on what a policy only warns of', async () => {
    const warns: Rule = { ...mustReview(3), level: 'warning' };
    expect(await upheld([warns])).toEqual({ kind: 'allowed' });
  });

  it('asks rules about templates once there is a release, and shows them what was built', async () => {
    expect(await upheld([seesTemplates])).toEqual({ kind: 'allowed' });
    const outcome = await upheld([seesTemplates], { pipeline, release: await aRelease() });
    if (outcome.kind !== 'refused') throw new Error('it found nothing');
    expect(JSON.parse(/components: (.*)$/.exec(outcome.because)?.[1] ?? '')).toEqual({
      'api.template.json': { Resources: { Api: {} } },
      'one-box.template.json': { Resources: { Box: {} } },
      'table.template.json': { Resources: { Table: {} } },
    });
  });

  it('takes a rule that throws for no answer at all', async () => {
    const odd = error('odd', () => {
      throw new Error('oh');
    });
    await expect(upheld([odd])).rejects.toThrow('oh');
  });
});
