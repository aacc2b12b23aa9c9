/** An activity of a change that fails again and again: nothing has gone wrong for good, and nothing moves. */

/** An activity that has failed for minutes and is tried again. */
export interface Trouble {
  /** The activity's id in its workflow, and its name. */
  readonly activity: string;
  readonly name: string;
  /** What cannot be done, which completes the sentence "cannot …". */
  readonly doing: string;
  /** The last error, as a sentence. */
  readonly because: string;
  /** How many attempts have failed one after the other. */
  readonly errors: number;
  /** When they began to fail, and when the last of them failed, ISO 8601. */
  readonly since: string;
  readonly last: string;
  /** The id of the workflow whose activity it is, if not the one that shows it. */
  readonly at?: string;
}

/** Names the activity of a trouble that is over. */
export type Recovery = Pick<Trouble, 'activity' | 'at'>;

/** One sentence: `cannot deploy api in usw2-az1 since 14:02 UTC: 7 errors, the last at 14:09: Rate exceeded`. */
export function troubleSentence({ doing, because, errors, since, last }: Trouble): string {
  const count = errors === 1 ? '1 error' : `${errors} errors, the last`;
  const isSameDay = since.slice(0, 10) === last.slice(0, 10);
  const [from, until] = isSameDay ? [minuteOf(since), minuteOf(last)] : [dayAndMinuteOf(since), dayAndMinuteOf(last)];
  return `cannot ${doing} since ${from} UTC: ${count} at ${until}: ${because}`;
}

/** What people can do about a trouble, as a sentence; about one of a change they can do more. */
export const troubleAdvice = (change?: string): string =>
  `It is tried again until it works: fix the cause if it does not pass by itself${change === undefined ? '' : `, or run \`slipway cancel ${change} --why …\``}`;

/** Whether both are about the same activity of the same workflow. */
export const isSameTrouble = (one: Recovery, other: Recovery): boolean => one.activity === other.activity && one.at === other.at;

const minuteOf = (iso: string): string => iso.slice(11, 16);

const dayAndMinuteOf = (iso: string): string => `${iso.slice(5, 10)} ${iso.slice(11, 16)}`;
