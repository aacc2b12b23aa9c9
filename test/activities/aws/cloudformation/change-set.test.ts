import { CreateChangeSetCommand, DescribeChangeSetCommand } from '@aws-sdk/client-cloudformation';
import { deleteChangeSet } from '../../../../activities/aws/cloudformation/change-set/change-set';
import { changeSetName } from '../../../../activities/aws/cloudformation/change-set/name';
import { aFakeCloudFormation, refusal } from '../../builders/a-fake-cloudformation';
import { aRelease, digestIn, note } from '../../builders/a-release';
import { aSite } from '../../builders/a-site';
import { anActivity } from '../../builders/an-activity';

const of = { change: 'shop/1', stack: 'shop-prod-api', release: 'sha256-1', direction: 'forward' } as const;

describe('the name of a change set', () => {
  test('is the same for the same change, target, release and direction', () => {
    expect(changeSetName({ ...of })).toBe(changeSetName(of));
    expect(changeSetName(of)).toMatch(/^slipway-forward-[0-9a-f]{32}$/);
  });

  test.each([{ change: 'shop/2' }, { stack: 'other' }, { release: 'sha256-2' }, { direction: 'back' as const }])(
    'is different with %j',
    (other) => {
      expect(changeSetName({ ...of, ...other })).not.toBe(changeSetName(of));
    },
  );

  test('has only characters that CloudFormation allows, and not too many', () => {
    expect(changeSetName({ ...of, change: 'x'.repeat(1_000) })).toMatch(/^[A-Za-z][A-Za-z0-9-]{0,127}$/);
  });
});

describe('a rollback', () => {
  const site = aSite();
  const [one, two] = [aRelease(note('one')), aRelease(note('two'))];

  test('deletes the change’s own change set, even if nothing else is to be done', async () => {
    const target = site.target('deleted');
    const [before, after] = [await site.save(one), await site.save(two)];
    await site.deploy({ target, release: before });
    const name = changeSetName({ change: 'shop/2', stack: target.stack, release: after, direction: 'forward' });
    const TemplateBody = two.components.api?.whole.template;
    await site.cloudFormation.send(new CreateChangeSetCommand({ StackName: target.stack, ChangeSetName: name, TemplateBody }));
    const back = { target, release: before, undoes: after, change: 'shop/2', direction: 'back' } as const;
    expect(await site.deploy(back)).toMatchObject({ touched: false });
    const reading = site.cloudFormation.send(new DescribeChangeSetCommand({ StackName: target.stack, ChangeSetName: name }));
    await expect(reading).rejects.toMatchObject({ name: 'ChangeSetNotFoundException' });
    expect(await site.digest(target.stack)).toBe(digestIn(one));
  });

  test('removes a stack that has only a change set', async () => {
    const target = site.target('prepared');
    const after = await site.save(two);
    const name = changeSetName({ change: 'shop/2', stack: target.stack, release: after, direction: 'forward' });
    const TemplateBody = two.components.api?.whole.template;
    const creation = { StackName: target.stack, ChangeSetName: name, TemplateBody, ChangeSetType: 'CREATE' } as const;
    await site.cloudFormation.send(new CreateChangeSetCommand(creation));
    expect((await site.stack('prepared'))?.StackStatus).toBe('REVIEW_IN_PROGRESS');
    const nothing = await site.save({ kind: 'found', stacks: {} });
    await site.deploy({ target, release: nothing, undoes: after, change: 'shop/2', direction: 'back' });
    expect(await site.stack('prepared')).toBeUndefined();
  });
});

describe('a change set that cannot be deleted yet', () => {
  const deleted = (Status: 'CREATE_IN_PROGRESS' | 'CREATE_COMPLETE', ExecutionStatus: 'UNAVAILABLE' | 'EXECUTE_IN_PROGRESS') => {
    let asked = 0;
    return aFakeCloudFormation({
      DeleteChangeSet: () => {
        asked += 1;
        if (asked === 1) throw refusal('InvalidChangeSetStatusException', `its status is ${Status}`);
        return {};
      },
      DescribeChangeSet: () => {
        if (asked > 1) throw refusal('ChangeSetNotFoundException', 'it is gone');
        return { Status, ExecutionStatus };
      },
    });
  };
  const deletionsOf = async ({ client, calls }: ReturnType<typeof deleted>): Promise<number> => {
    await anActivity().run(async () => await deleteChangeSet(client, 'shop', 'slipway-look-1'));
    return calls.filter((call) => call === 'DeleteChangeSet').length;
  };

  test('because CloudFormation still computes it is deleted as soon as it can be: nobody may execute it later', async () => {
    expect(await deletionsOf(deleted('CREATE_IN_PROGRESS', 'UNAVAILABLE'))).toBe(2);
  });

  test('because it is being executed is left alone', async () => {
    expect(await deletionsOf(deleted('CREATE_COMPLETE', 'EXECUTE_IN_PROGRESS'))).toBe(1);
  });
});
