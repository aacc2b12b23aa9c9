import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { connectAws } from '../../../activities/aws/accounts';
import { anAccount, useEmulator } from '../builders/a-site';

const account = anAccount();
const region = 'us-west-2';
beforeEach(() => useEmulator(account));

describe('the clients of an account and Region', () => {
  test('are created if the credentials belong to the account', async () => {
    const { cloudFormation, cloudWatch } = await connectAws({})({ account, region });
    expect(await cloudFormation.config.region()).toBe(region);
    expect(await cloudWatch.config.region()).toBe(region);
  });

  test('are refused if the credentials belong to another account', async () => {
    const other = anAccount();
    await expect(connectAws({})({ account: other, region })).rejects.toThrow(
      `the credentials belong to account ${account}, not to ${other}: set a role that exists there, or use credentials of that account`,
    );
  });

  test('have the credentials of the role in the account', async () => {
    const other = anAccount();
    const { cloudFormation } = await connectAws({ role: 'slipway' })({ account: other, region });
    expect((await cloudFormation.config.credentials()).accessKeyId).toMatch(/^ASIA/);
  });

  test('are the same every time, so that they share the rate limit, and different ones in another Region', async () => {
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

  test('name the failed call, Region and account, which the words of AWS alone do not', async () => {
    useEmulator(account, 'http://127.0.0.1:1');
    const where = `GetCallerIdentity in ${region} of account ${account} failed: `;
    await expect(connectAws({})({ account, region })).rejects.toThrow(where);
  });

  test('do not change a ValidationError: the caller explains it in a sentence of its own', async () => {
    const { cloudFormation } = await connectAws({})({ account, region });
    await expect(cloudFormation.send(new DescribeStacksCommand({ StackName: 'none' }))).rejects.toThrow(/^Stack.*does not exist/);
  });

  test('are created again after a failure: credentials expire and are renewed', async () => {
    const aws = connectAws({});
    useEmulator(anAccount());
    await expect(aws({ account, region })).rejects.toThrow('the credentials belong to account');
    useEmulator(account);
    await expect(aws({ account, region })).resolves.toBeDefined();
  });
});
