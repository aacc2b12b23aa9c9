/** One deployable part of a release: a CloudFormation stack in each Region or zone. */
export interface Component {
  readonly per: 'region' | 'zone';
  /** The template's path in the build's output. */
  readonly template: string;
  /** Components that must be in place before this one, and that go back after it. */
  readonly dependsOn: readonly string[];
  /** Files of the repository that it is made of, as globs: a merge that touches none of them leaves the component alone. */
  readonly paths?: readonly string[];
  /** The template of its one-box in a zone, a path in the build's output; without it the component has none. */
  readonly oneBox?: string;
  /** A folder or file of the build's output that this component runs; its digest is the template's parameter `Payload`. */
  readonly payload?: string;
  /** Template parameters, the same at every target. What Slipway itself supplies is listed at `suppliedParameters`. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly rolling?: Rolling;
  /**
   * AWS itself shifts traffic to the new version and back (a Lambda alias, an ECS deployment), so there is no one-box. Alarms are watched
   * during the update, and one that fires cancels it.
   */
  readonly shifts?: 'platform';
  /** It can take a change only as a whole, for the reason that is given: a table, a queue. */
  readonly cannotCanary?: string;
}

/** How much of a fleet is replaced at once, in percent, handed to the template; going back may hurry where going forward may not. */
export interface Rolling {
  /** The name of the template parameter. */
  readonly parameter: string;
  readonly forward: number;
  readonly back: number;
}

/** Why a component takes a change all at once, in words that follow "at once: "; `undefined` where it says nothing of the kind. */
export function whyAtOnce({ shifts, cannotCanary }: Pick<Component, 'shifts' | 'cannotCanary'>): string | undefined {
  if (cannotCanary !== undefined) return `it cannot canary: ${cannotCanary}`;
  return shifts === undefined ? undefined : 'the platform shifts the traffic';
}
