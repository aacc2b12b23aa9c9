import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { connectAws } from '../../../activities/aws/accounts';
import { anAccount, useEmulator } from '../builders/a-site';

const account = anAccount();
const region = 'us-west-2';
beforeEach(() => useEmulator(account));

describe('the clients of an account and Region', () => {
  it('are made where the credentials lead there', async () => {
    const { cloudFormation, cloudWatch } = await connectAws({})({ account, region });
    expect(await cloudFormation.config.region()).toBe(region);
    expect(await cloudWatch.config.region()).toBe(region);
  });

  it('are refused where the credentials lead to another account', async () => {
    const other = anAccount();
    await expect(connectAws({})({ account: other, region })).rejects.toThrow(
      `the credentials lead to account ${account} and not to ${other}: name a role to assume there, or credentials of that account`,
    );
  });

  it('are those of a role that is assumed in the account', async () => {
    const other = anAccount();
    const { cloudFormation } = await connectAws({ role: 'slipway' })({ account: other, region });
    expect((await cloudFormation.config.credentials()).accessKeyId).toMatch(/^ASIA/);
  });

  it('are the same ones every time, so that the limit of calls is shared, and others elsewhere', async () => {
    const aws = connectAws({});
    const [one, again, elsewhere] = await Promise.all([
      aws({ account, region }),
      aws({ account, region }),
      aws({ account, region: 'eu-west-1' }),
    ]);
    expect(again).toBe(one);
    expect(elsewhere).not.toBe(one);
    expect(one.cloudFormation.config.retryMode).toBeDefined();
  });

  it('say which call failed and where: the words of AWS alone are all that an operator would see', async () => {
    useEmulator(account, 'http://127.0.0.1:1');
    const where = `GetCallerIdentity in ${region} of account ${account} fails: `;
    await expect(connectAws({})({ account, region })).rejects.toThrow(where);
  });

  it('leave as it is what AWS answers to what was asked: whoever asked says so in a sentence of their own', async () => {
    const { cloudFormation } = await connectAws({})({ account, region });
    await expect(cloudFormation.send(new DescribeStacksCommand({ StackName: 'none' }))).rejects.toThrow(/^Stack.*does not exist/);
  });

  it('are asked for anew after a failure: credentials come and go', async () => {
    const aws = connectAws({});
    useEmulator(anAccount());
    await expect(aws({ account, region })).rejects.toThrow('the credentials lead to account');
    useEmulator(account);
    await expect(aws({ account, region })).resolves.toBeDefined();
  });
});
