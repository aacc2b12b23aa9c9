/** One change of a change set, or of a change set of a nested stack. It has no physical ids and no values: only names. */
export interface Row {
  /** The logical ids from the outermost stack inwards: `Data/Orders`. */
  readonly path: string;
  readonly type: string;
  /** CloudFormation's `Action`: `Add`, `Modify`, `Remove`, `Import`, `Dynamic`, `SyncWithActual`, or one that AWS adds later. */
  readonly action: string;
  /** CloudFormation's `Replacement`. */
  readonly replacement?: string;
  /** CloudFormation's `PolicyAction`: what becomes of the resource that leaves the stack. */
  readonly policy?: string;
  readonly causes: readonly Cause[];
  /** Of a nested stack that cannot be read: nobody knows what is in it. */
  readonly isUnread?: true;
  /** The path of the nested stack with which it goes as a whole. */
  readonly goesWith?: string;
}

/** Why a row is there. */
export interface Cause {
  /** `Properties`, `Metadata`, `Tags` and so on. */
  readonly attribute: string;
  readonly property?: string;
  /** `Always`, `Conditionally` or `Never`. */
  readonly recreation?: string;
  /** `Static`, or `Dynamic` if only the deployment can tell. */
  readonly evaluation?: string;
  readonly source?: string;
  /** The parameter, resource or attribute that causes it. */
  readonly entity?: string;
}
