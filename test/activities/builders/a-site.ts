/** An AWS account of its own for a test file, on the tests' emulator, with a store of releases. */
import { randomInt } from 'node:crypto';
import {
  CloudFormationClient,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  type Stack,
  type StackEvent,
} from '@aws-sdk/client-cloudformation';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { type Aws, type AwsClients, connectAws } from '../../../activities/aws/accounts';
import type { DeployInput, DeployOutcome } from '../../../activities/contract';
import { deploy } from '../../../activities/deploy';
import { ReleaseStore } from '../../../activities/releases/store';
import type { Release } from '../../../pipeline/model/release';
import type { Target } from '../../../pipeline/model/target';
import { aFolder } from '../../a-folder';
import { anActivity } from './an-activity';

export const anAccount = (): string => String(randomInt(1e11, 1e12));

/** Sets the emulator's address and the account's credentials in the environment, where the SDK reads them by default. */
export function useEmulator(account: string, endpoint = process.env.SLIPWAY_TEST_EMULATOR ?? ''): void {
  Object.assign(process.env, { AWS_ENDPOINT_URL: endpoint, AWS_ACCESS_KEY_ID: account, AWS_SECRET_ACCESS_KEY: 'none' });
}

export function aSite(region = 'us-west-2'): ASite {
  const account = anAccount();
  useEmulator(account);
  return new ASite(account, region, connectAws({ role: 'slipway' }), new ReleaseStore(aFolder()));
}

type Deploy = Partial<DeployInput> & { readonly release: string; readonly target: Target };

export class ASite {
  readonly cloudFormation: CloudFormationClient;
  readonly cloudWatch: CloudWatchClient;

  constructor(
    readonly account: string,
    readonly region: string,
    readonly aws: Aws,
    readonly releases: ReleaseStore,
  ) {
    this.cloudFormation = new CloudFormationClient({ region });
    this.cloudWatch = new CloudWatchClient({ region });
  }

  /** The same account and store, with other clients. */
  through(clients: Partial<AwsClients>): ASite {
    const aws: Aws = async (site) => ({ ...(await this.aws(site)), ...clients });
    return new ASite(this.account, this.region, aws, this.releases);
  }

  target(stack: string): Target {
    return {
      stack,
      account: this.account,
      region: this.region,
      environment: 'prod',
      component: 'api',
      stateless: ['Custom::Gate'],
    };
  }

  async save(release: Release): Promise<string> {
    return await this.releases.save(release);
  }

  /** Deploys as the worker would, by default forward and for the change `shop/1`. */
  async deploy(input: Deploy, activity = anActivity()): Promise<DeployOutcome> {
    return await activity.run(deploy(this), { change: 'shop/1', direction: 'forward', ...input } satisfies DeployInput);
  }

  /** Deploys one release for `shop/1` and another for `shop/2`. Returns the input that puts the stack back to the first. */
  async deployBoth(stack: string, [before, after]: readonly [Release, Release]) {
    const target = this.target(stack);
    const [release, undoes] = [await this.save(before), await this.save(after)];
    await this.deploy({ target, release });
    await this.deploy({ target, release: undoes, change: 'shop/2' });
    return { target, release, undoes, change: 'shop/2', direction: 'back' } as const;
  }

  async stack(name: string): Promise<Stack | undefined> {
    const { Stacks } = await this.cloudFormation.send(new DescribeStacksCommand({})); // by name, it would throw if there is none
    return Stacks?.find((stack) => stack.StackName === name);
  }

  async tags(name: string): Promise<Record<string, string>> {
    return Object.fromEntries(((await this.stack(name))?.Tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value]));
  }

  async digest(name: string): Promise<string | undefined> {
    return (await this.tags(name))['slipway:digest'];
  }

  /** Every event of a stack, oldest first. */
  async events(name: string): Promise<StackEvent[]> {
    const { StackEvents } = await this.cloudFormation.send(new DescribeStackEventsCommand({ StackName: name }));
    return (StackEvents ?? []).reverse();
  }

  /** The statuses of the stack itself, oldest first: `CREATE_COMPLETE`, `UPDATE_IN_PROGRESS` and so on. */
  async statuses(name: string): Promise<string[]> {
    return (await this.events(name))
      .filter((event) => event.LogicalResourceId === name)
      .map((event) => event.ResourceStatus ?? '');
  }
}
