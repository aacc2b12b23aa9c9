import { withoutNames } from '../../../attempt/answers/without-names';

/** What CloudFormation says in words alone, without an error code. */

/** Whether a change set failed for a reason that passes by itself: throttling, an internal failure. */
export const isPassing = (reason: string): boolean =>
  /Rate exceeded|Throttl|Too ?Many ?Requests|Request limit exceeded|Internal ?(Failure|Error|Server ?Error)|Service ?Unavailable|timed out/i.test(
    withoutNames(reason),
  );

/** Whether CloudFormation refuses to delete a stack because a person has protected it. */
export const isProtected = (err: unknown): boolean =>
  err instanceof Error && err.name === 'ValidationError' && /TerminationProtection is enabled/.test(err.message);

/** Whether another stack uses what a stack would no longer export. */
export const isExportInUse = (reason: string): boolean => /Export .+ (in use by|is imported by)/.test(reason);

/**
 * Whether a change set was refused only because something does not exist yet: an export of another stack, a parameter in the Parameter
 * Store, a resource that has to exist.
 */
export const isMissingYet = (reason: string): boolean =>
  /No export named|Unable to fetch parameters|EarlyValidation::ResourceExistenceCheck|(Parameter|Secret)s? .*(not found|does not exist|can't find)/i.test(
    reason,
  );
