/** A small AWS: an account of the test file's own on the tests' emulator, with a store of releases, and hands that deploy there. */
import { randomInt } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
import { anActivity } from './an-activity';

export const anAccount = (): string => String(randomInt(1e11, 1e12));

/** Where the emulator is and who calls it, as the SDK's default chain reads it. */
export function useEmulator(account: string, endpoint = process.env.SLIPWAY_TEST_EMULATOR ?? ''): void {
  Object.assign(process.env, { AWS_ENDPOINT_URL: endpoint, AWS_ACCESS_KEY_ID: account, AWS_SECRET_ACCESS_KEY: 'none' });
}

/** A folder that is removed when the file's tests have ended. */
export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-'));
  folders.push(folder);
  return folder;
}
const folders: string[] = [];
afterAll(async () => {
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
});

export function aSite(region = 'us-west-2'): ASite {
  const account = anAccount();
  useEmulator(account);
  return new ASite(account, region, connectAws({ role: 'slipway' }), new ReleaseStore(aFolder()));
}

type Told = Partial<DeployInput> & { readonly release: string; readonly target: Target };

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

  /** The same account and store, reached through other clients. */
  through(clients: Partial<AwsClients>): ASite {
    const aws: Aws = async (site) => ({ ...(await this.aws(site)), ...clients });
    return new ASite(this.account, this.region, aws, this.releases);
  }

  target(stack: string): Target {
    return { stack, account: this.account, region: this.region, environment: 'prod', component: 'api' };
  }

  async keep(release: Release): Promise<string> {
    return await this.releases.keep(release);
  }

  /** Deploys as the worker would, forward and for the change `shop/1` unless told otherwise. */
  async deploy(told: Told, activity = anActivity()): Promise<DeployOutcome> {
    const input: DeployInput = { change: 'shop/1', direction: 'forward', ...told };
    return await activity.run(deploy(this), input);
  }

  async stack(name: string): Promise<Stack | undefined> {
    const { Stacks } = await this.cloudFormation.send(new DescribeStacksCommand({})); // asked by name, it would throw for none
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

  /** How the stack itself moved, oldest first: `CREATE_COMPLETE`, `UPDATE_IN_PROGRESS` and so on. */
  async story(name: string): Promise<string[]> {
    return (await this.events(name))
      .filter((event) => event.LogicalResourceId === name)
      .map((event) => event.ResourceStatus ?? '');
  }
}
