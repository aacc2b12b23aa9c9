/** A question that only a person can answer before a component is deployed, because CloudFormation itself cannot tell what will happen. */
export interface Question {
  readonly component: string;
  /** What it is about: rows of a change set or missing alarms, each a sentence in lower case without a full stop. */
  readonly rows: readonly string[];
  /** `sha256-…` of the rows without their Region and zone: an answer counts wherever the same rows appear in the stage. */
  readonly digest: string;
}
