/**
 * When a change may enter a stage: opening hours in local time, and days on which nothing is deployed. Readonly data that survives JSON.
 * `gates/opening.ts` decides with it, and takes the rules of the time zone as an argument.
 */

/** The opening hours of a stage. They do not stop a change that is already in the stage, and do not apply to rollbacks. */
export interface Windows {
  /** The time zone of all times and dates here: a name from the IANA database. */
  readonly timeZone: string;
  /** The stage is open while any of these windows is. An empty list means that it is always open. */
  readonly open: readonly Window[];
  /** Days on which the stage is closed, whatever the windows say. */
  readonly calendars?: readonly Calendar[];
}

/** Weekly hours. */
export interface Window {
  /** The days on which the window opens. By default it opens every day. */
  readonly days?: readonly Weekday[];
  /** When the window opens, on a 24-hour clock. When clocks change: a skipped time means the first moment after the gap; of a repeated time, the first counts. */
  readonly from: ClockTime;
  /**
   * When the window closes, on the next day if this is not after `from`. 24:00 is the end of the day. Of a repeated time, the second
   * counts.
   */
  readonly to: ClockTime;
  /** Dates on which the window does not open. */
  readonly except?: readonly CalendarDate[];
}

/** Days on which nothing is deployed, by a name that people know, as in `black-friday`. */
export interface Calendar {
  /** The name by which people know these days. */
  readonly name: string;
  /** Whole days from midnight to midnight, both dates included. They also cut off a window that opened the evening before. */
  readonly closed: readonly Days[];
}

/** Whole days from midnight to midnight, both dates included. They also cut off a window that began the evening before. */
export interface Days {
  /** The first closed day. */
  readonly from: CalendarDate;
  /** The last closed day. */
  readonly to: CalendarDate;
}

/** In the order of a week that begins on Monday. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

export type Weekday = (typeof weekdays)[number];

/** Hour and minute of a 24-hour day, as in `09:00`; `24:00` is the end of the day. */
export type ClockTime = `${number}:${number}`;

/** Year, month and day, as in `2026-12-25`. */
export type CalendarDate = `${number}-${number}-${number}`;

/** The first moment from `atMs` on at which the windows are open, in milliseconds of the epoch; `undefined` if they never open. */
export type NextOpening = (windows: Windows, atMs: number) => number | undefined;
