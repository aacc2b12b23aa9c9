/** One deployable part of a release: a CloudFormation stack in each Region or zone. */
export interface Component {
  /** Whether it is one stack in each Region or one in each zone. */
  readonly per: 'region' | 'zone';
  /** The path of its CloudFormation template in the build's output. */
  readonly template: string;
  /** Components that are deployed before this one, and rolled back after it. */
  readonly dependsOn: readonly string[];
  /** The files of the repository that it is made of, as globs. A merge that touches none of them does not deploy it. */
  readonly paths?: readonly string[];
  /** The path of the template of its one-box in a zone, in the build's output. Without it, it has no one-box. */
  readonly oneBox?: string;
  /** A folder or file of the build's output that it runs. The template receives its digest as the parameter `Payload`. */
  readonly payload?: string;
  /** Parameters of the template, the same at every target. Slipway itself supplies `Environment`, `Zone`, `Share` and `Payload`. */
  readonly parameters: Readonly<Record<string, string>>;
  /** The types of its custom resources, as in `Custom::Name`, that hold no data. Slipway deletes and replaces no others. */
  readonly stateless?: readonly string[];
  /** How much of a fleet is replaced at once. The template receives it as a parameter. */
  readonly rolling?: Rolling;
  /** AWS itself shifts the traffic (a Lambda alias, an ECS deployment), so it has no one-box. An alarm that fires cancels the update. */
  readonly shifts?: 'platform';
  /** Why it can only change as a whole, such as a table or a queue. Reviewers judge this reason. */
  readonly cannotCanary?: string;
}

/** How much of a fleet is replaced at a time, in percent, passed to the template. A rollback may go faster than a deployment. */
export interface Rolling {
  /** The name of the template's parameter that receives the percentage. */
  readonly parameter: string;
  /** How much of the fleet is replaced at once by a deployment, in percent. */
  readonly forward: number;
  /** How much of the fleet is replaced at once by a rollback, in percent. A rollback may go faster. */
  readonly back: number;
}

/** Why a component takes a change all at once, to follow "at once: "; `undefined` for a component that does not. */
export function whyAtOnce({ shifts, cannotCanary }: Pick<Component, 'shifts' | 'cannotCanary'>): string | undefined {
  if (cannotCanary !== undefined) return `it cannot canary: ${cannotCanary}`;
  return shifts === undefined ? undefined : 'the platform shifts the traffic';
}
