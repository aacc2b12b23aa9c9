/**
 * When a change may enter a stage: opening hours in local time, and days on which nothing is deployed. Readonly data that survives JSON.
 * `gates/opening.ts` decides with it, and takes the rules of the time zone as an argument.
 */

/** The opening hours of a stage. They do not stop a change that is already in the stage, and do not apply to rollbacks. */
export interface Windows {
  /** The time zone of all hours and dates here: a name of the IANA database, as in `Europe/Berlin` or `UTC`. */
  readonly timeZone: string;
  /** Open during any of these. An empty list means always open, except for the calendars. */
  readonly open: readonly Window[];
  /** Days that are closed whatever the hours say. */
  readonly calendars?: readonly Calendar[];
}

/** Weekly hours. */
export interface Window {
  /** The days on which it begins. Every day by default. */
  readonly days?: readonly Weekday[];
  /** Its first minute. If the clock skips that time, the first instant after the gap; if the time occurs twice, the first of the two. */
  readonly from: ClockTime;
  /** The minute at which it closes, on the next day if it is not later than `from`. If the time occurs twice, the second of the two. */
  readonly to: ClockTime;
  /** Dates on which it does not begin. */
  readonly except?: readonly CalendarDate[];
}

/** Days on which nothing is deployed, by a name that people know, as in `black-friday`. */
export interface Calendar {
  readonly name: string;
  readonly closed: readonly Days[];
}

/** Whole days from midnight to midnight, both dates included. They also cut off a window that began the evening before. */
export interface Days {
  readonly from: CalendarDate;
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
