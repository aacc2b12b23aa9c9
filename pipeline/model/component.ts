/** One deployable part of a release: a CloudFormation stack in each Region or zone. */
export interface Component {
  readonly per: 'region' | 'zone';
  /** The template's path in the build's output. */
  readonly template: string;
  /** Components that are deployed before this one and rolled back after it. */
  readonly dependsOn: readonly string[];
  /** Globs of the repository's files that it is built from. A merge that touches none of them leaves the component alone. */
  readonly paths?: readonly string[];
  /** The template of its one-box in a zone, a path in the build's output. Without it the component has no one-box. */
  readonly oneBox?: string;
  /** A folder or file of the build's output that the component runs. Its digest is passed as the template parameter `Payload`. */
  readonly payload?: string;
  /** Template parameters, the same at every target. `suppliedParameters` lists those that Slipway adds. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly rolling?: Rolling;
  /**
   * AWS itself shifts traffic to the new version and back (a Lambda alias, an ECS deployment), so there is no one-box. Alarms are watched
   * during the update, and one that fires cancels it.
   */
  readonly shifts?: 'platform';
  /** The reason why the component can only be changed as a whole, as a table or a queue is. */
  readonly cannotCanary?: string;
}

/** How much of a fleet is replaced at a time, in percent, passed to the template. A rollback may go faster than a deployment. */
export interface Rolling {
  /** The name of the template parameter. */
  readonly parameter: string;
  readonly forward: number;
  readonly back: number;
}

/** Why a component takes a change all at once, to follow "at once: "; `undefined` for a component that does not. */
export function whyAtOnce({ shifts, cannotCanary }: Pick<Component, 'shifts' | 'cannotCanary'>): string | undefined {
  if (cannotCanary !== undefined) return `it cannot canary: ${cannotCanary}`;
  return shifts === undefined ? undefined : 'the platform shifts the traffic';
}
