/** A stack whose change sets answer as AWS documents it, nested ones included, which the emulator does not have. */
import type {
  CloudFormationClient,
  CreateChangeSetCommandInput,
  DescribeChangeSetCommandOutput,
  ResourceChange,
  StackEvent,
  StackResourceSummary,
  Tag,
} from '@aws-sdk/client-cloudformation';
import { aFakeCloudFormation, type FakeAnswers, refusal } from './a-fake-cloudformation';

type ChangeSet = Omit<Partial<DescribeChangeSetCommandOutput>, '$metadata' | 'Changes'> & {
  readonly rows?: readonly ResourceChange[];
};

interface FakeStackOptions {
  readonly name: string;
  /** What each root change set that is created would do, in order; the last one again and again. */
  readonly changeSets: readonly ChangeSet[];
  /** Change sets of nested stacks, by ARN; the second of two is the second page. */
  readonly nested?: Readonly<Record<string, readonly ChangeSet[]>>;
  /** What stacks have, by name or ARN. A stack that is absent here cannot be read. */
  readonly resources?: Readonly<Record<string, readonly StackResourceSummary[]>>;
  readonly tags?: readonly Tag[];
  /** The processed template of the stack. */
  readonly template?: object;
  /** The processed template of a change set; without it, what was sent. */
  readonly processed?: object;
  /** More answers, or others. */
  readonly answers?: FakeAnswers;
}

const rootArn = 'arn:aws:cloudformation:us-west-2:222222222222:changeSet/root/1';

export class FakeStack {
  readonly client: CloudFormationClient;
  readonly calls: string[];
  /** The requests for change sets, in order. */
  readonly created: CreateChangeSetCommandInput[] = [];
  private open: ChangeSet | undefined;
  private tags: readonly Tag[];
  private events: StackEvent[] = [];

  constructor(private readonly options: FakeStackOptions) {
    this.tags = options.tags ?? [];
    ({ client: this.client, calls: this.calls } = aFakeCloudFormation({ ...this.answers(), ...options.answers }));
  }

  private answers(): FakeAnswers {
    const { name, nested = {}, resources = {}, changeSets, template = { Resources: {} } } = this.options;
    return {
      DescribeStacks: () => ({
        Stacks: [
          { StackName: name, StackId: name, CreationTime: undefined, StackStatus: 'UPDATE_COMPLETE', Tags: [...this.tags] },
        ],
      }),
      DescribeStackEvents: () => ({ StackEvents: this.events }),
      CreateChangeSet: (input) => {
        this.open = changeSets[Math.min(this.created.length, changeSets.length - 1)];
        this.created.push(input);
        return {};
      },
      DescribeChangeSet: ({ ChangeSetName = '', NextToken }) => {
        const isRoot = !ChangeSetName.startsWith('arn:') || ChangeSetName === rootArn;
        const pages = nested[ChangeSetName] ?? (isRoot && this.open !== undefined ? [this.open] : []);
        const at = NextToken === undefined ? 0 : 1;
        const page = pages[at];
        if (page === undefined) throw refusal('ChangeSetNotFoundException', `ChangeSet [${ChangeSetName}] does not exist`);
        const { rows = [], ...more } = page;
        return {
          ChangeSetId: nested[ChangeSetName] ? ChangeSetName : rootArn,
          Status: 'CREATE_COMPLETE',
          ExecutionStatus: 'AVAILABLE',
          Changes: rows.map((ResourceChange) => ({ Type: 'Resource', ResourceChange })),
          ...(at === 0 && pages.length > 1 && { NextToken: 'more' }),
          ...more,
        };
      },
      DeleteChangeSet: () => {
        this.open = undefined;
        return {};
      },
      ExecuteChangeSet: ({ ClientRequestToken }) => {
        this.open = undefined;
        this.tags = this.created.at(-1)?.Tags ?? [];
        this.events = [{ StackId: name, EventId: '1', StackName: name, Timestamp: undefined, ClientRequestToken }];
        return {};
      },
      GetTemplate: ({ ChangeSetName }) => {
        const sent = this.created.at(-1)?.TemplateBody;
        if (ChangeSetName === undefined) return { TemplateBody: JSON.stringify(template) };
        return { TemplateBody: this.options.processed ? JSON.stringify(this.options.processed) : sent };
      },
      ListStackResources: ({ StackName = '', NextToken }) => {
        const all = resources[StackName];
        if (all === undefined) throw refusal('AccessDenied', `not authorized to list the resources of ${StackName}`);
        if (NextToken === undefined && all.length > 1) return { StackResourceSummaries: all.slice(0, 1), NextToken: 'more' };
        return { StackResourceSummaries: NextToken === undefined ? [...all] : all.slice(1) };
      },
    };
  }
}

/** A row of a change set. */
export const rowOf = (LogicalResourceId: string, ResourceType: string, more: Partial<ResourceChange>): ResourceChange => ({
  LogicalResourceId,
  ResourceType,
  ...more,
});

/** A resource that a stack has. */
export const resourceOf = (
  LogicalResourceId: string,
  ResourceType: string,
  PhysicalResourceId = LogicalResourceId,
): StackResourceSummary => ({
  LogicalResourceId,
  ResourceType,
  PhysicalResourceId,
  LastUpdatedTimestamp: undefined,
  ResourceStatus: 'CREATE_COMPLETE',
});
