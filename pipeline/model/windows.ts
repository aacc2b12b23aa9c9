/**
 * When a change may enter a stage: opening hours by the clock on a wall, and days on which nothing goes out. Readonly data that survives
 * JSON. What needs a time zone's rules is not decided here: `opening.ts` takes it as an argument.
 */

/** The opening hours of a stage. A change that is inside when they end goes on, and a way back heeds none of them. */
export interface Windows {
  /** The clock that all of it is read on: a name of the IANA database, as in `Europe/Berlin` or `UTC`. */
  readonly timeZone: string;
  /** Open while any of these is; none at all means always open, but for the calendars. */
  readonly open: readonly Window[];
  /** Days on which it is closed whatever the hours say. */
  readonly calendars?: readonly Calendar[];
}

/** Hours that come again each week. */
export interface Window {
  /** The days on which it begins; every day where nothing is said. */
  readonly days?: readonly Weekday[];
  /** Its first minute. A time that the clock skips is the first instant after the gap; of one that comes twice it is the first. */
  readonly from: ClockTime;
  /** The minute at which it is closed again, on the next day where it is not after `from`; of a time that comes twice it is the second. */
  readonly to: ClockTime;
  /** Dates on which it does not begin. */
  readonly except?: readonly CalendarDate[];
}

/** Days on which nothing goes out, by a name that people know, as in `black-friday`. */
export interface Calendar {
  readonly name: string;
  readonly closed: readonly Days[];
}

/** Whole days from midnight to midnight, both dates included. They also cut off a window that began the evening before. */
export interface Days {
  readonly from: CalendarDate;
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
