/** What was built from a change: content-addressed, built once, promoted everywhere. */
import type { Target } from './target';

/**
 * A release: every component as it is to be deployed. `found` releases were not built: they are what ran at the targets of a lane
 * before Slipway's first touch, kept so that there is always a way back.
 */
export type Release = BuiltRelease | FoundRelease;

export interface BuiltRelease {
  readonly kind: 'built';
  readonly commit: string;
  readonly components: Readonly<Record<string, ReleaseComponent>>;
}

export interface ReleaseComponent {
  readonly whole: StackBody;
  /** The one-box's own, where the component has one. */
  readonly oneBox?: StackBody;
}

/** What is handed to CloudFormation; the parameters that depend on the target are added when it is deployed. */
export interface StackBody {
  /** The template's text. */
  readonly template: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** `sha256-…` of template, parameters and payload: two releases can share it, and then there is nothing to do. */
  readonly digest: string;
}

export interface FoundRelease {
  readonly kind: 'found';
  /** By stack; a stack that is not here did not exist. */
  readonly stacks: Readonly<Record<string, FoundStack>>;
}

/** A stack as it was found, its tags with it. */
export interface FoundStack {
  readonly template: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
}

/** Which part of a release's component a target runs; `undefined` where the release has none. */
export function bodyAt(release: BuiltRelease, target: Target): StackBody | undefined {
  const component = release.components[target.component];
  return target.share === 'one-box' ? component?.oneBox : component?.whole;
}

/** The template parameters that Slipway itself supplies, to a template that declares them. */
export const suppliedParameters = (target: Target): Record<string, string> => ({
  Environment: target.environment,
  ...(target.zone && { Zone: target.zone }),
  ...(target.share && { Share: target.share }),
});
