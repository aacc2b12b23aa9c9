/**
 * When a change may enter a stage: opening hours by the clock on a wall, and days on which nothing goes out. Readonly data that survives
 * JSON. What needs a time zone's rules is not decided here: `opening.ts` takes it as an argument.
 */

/** The opening hours of a stage. A change that is inside when they end goes on, and a way back heeds none of them. */
export interface Windows {
  /** The time zone of all times and dates here: a name from the IANA database. */
  readonly timeZone: string;
  /** The stage is open while any of these windows is. An empty list means that it is always open. */
  readonly open: readonly Window[];
  /** Days on which the stage is closed, whatever the windows say. */
  readonly calendars?: readonly Calendar[];
}

/** Hours that come again each week. */
export interface Window {
  /** The days on which the window opens. By default it opens every day. */
  readonly days?: readonly Weekday[];
  /** When the window opens, on a 24-hour clock. A time that the clock skips means the end of the gap; of a time that comes twice, the first counts. */
  readonly from: ClockTime;
  /**
   * When the window closes, on the next day if this is not after `from`. 24:00 is the end of the day. Of a time that comes twice,
   * the second counts.
   */
  readonly to: ClockTime;
  /** Dates on which the window does not open. */
  readonly except?: readonly CalendarDate[];
}

/** Days on which nothing goes out, by a name that people know, as in `black-friday`. */
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

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

export type Weekday = (typeof weekdays)[number];

/** Hour and minute of a day of 24 hours, as in `09:00`; `24:00` is the end of the day. */
export type ClockTime = `${number}:${number}`;

/** Year, month and day, as in `2026-12-25`. */
export type CalendarDate = `${number}-${number}-${number}`;

/** The first moment from `atMs` on at which the windows are open, in milliseconds of the epoch: `atMs` itself where they are. `undefined` where they never are. */
export type NextOpening = (windows: Windows, atMs: number) => number | undefined;
