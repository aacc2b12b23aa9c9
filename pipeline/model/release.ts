/** What was built from a change: content-addressed, built once, promoted everywhere. */
import type { Target } from './target';

/**
 * Every component as it is to be deployed. A `found` release was not built: it is what ran at the targets of a lane before Slipway first
 * touched them, kept so that a change can always be rolled back.
 */
export type Release = BuiltRelease | FoundRelease;

export interface BuiltRelease {
  readonly kind: 'built';
  readonly commit: string;
  readonly components: Readonly<Record<string, ReleaseComponent>>;
}

export interface ReleaseComponent {
  readonly whole: StackBody;
  /** The one-box's own body, if the component has one. */
  readonly oneBox?: StackBody;
}

/** What CloudFormation receives, except for the parameters of the target, which are added when it is deployed. */
export interface StackBody {
  /** The template as JSON. Releases of older versions have the text as it was built. */
  readonly template: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** The pipeline's tags, if it has any. */
  readonly tags?: Readonly<Record<string, string>>;
  /** `sha256-…` of template, parameters, payload and tags. If two releases share it, there is nothing to deploy between them. */
  readonly digest: string;
}

export interface FoundRelease {
  readonly kind: 'found';
  /** By stack. A stack that is absent here did not exist. */
  readonly stacks: Readonly<Record<string, FoundStack>>;
}

/** A stack as it was found, with its tags. */
export interface FoundStack {
  readonly template: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
}

/** What a release deploys to a target; `undefined` if it has nothing for it. */
export function bodyAt(release: BuiltRelease, target: Target): StackBody | undefined {
  const component = release.components[target.component];
  return target.share === 'one-box' ? component?.oneBox : component?.whole;
}

/** The template parameters that Slipway supplies, to templates that declare them. */
export const suppliedParameters = (target: Target): Record<string, string> => ({
  Environment: target.environment,
  ...(target.zone && { Zone: target.zone }),
  ...(target.share && { Share: target.share }),
});
