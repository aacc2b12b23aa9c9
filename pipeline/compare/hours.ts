/** Whether hours or closed days include all of others, which makes windows wider or narrower on any date. */

import { beginsOn } from '../gates/opening';
import { daysAfter } from '../model/calendar-date';
import type { CalendarDate, ClockTime, Days, Window, Windows } from '../model/windows';

/** The opening hours of a stage with their time zone, compared as one value. */
export class Hours {
  constructor(
    readonly timeZone: string,
    readonly open: Windows['open'],
  ) {}
}

/** The closed days of a calendar, compared as one value because the same days can be written in many ways. */
export class ClosedDays {
  constructor(readonly closed: readonly Days[]) {}
}

/** Whether two are the same hours, perhaps written differently. */
export const isSameHours = (one: Hours, other: Hours): boolean =>
  one.timeZone === other.timeZone && includesHours(one, other) && includesHours(other, one);

/** Whether every moment of the inner hours is in the outer. Always open includes everything; hours of two time zones include nothing of each other. */
export function includesHours(outer: Hours, inner: Hours): boolean {
  if (outer.open.length === 0) return true;
  if (outer.timeZone !== inner.timeZone) return false;
  return datesToCompare([...outer.open, ...inner.open]).every((date) =>
    spansOn(date, inner.open).every((span) => isWithin(span, spansOn(date, outer.open))),
  );
}

/** A week without exceptions, and each exception with the day after it. */
function datesToCompare(open: readonly Window[]): CalendarDate[] {
  const except = open
    .flatMap((window) => window.except ?? [])
    .filter((date) => date < '2999-01-01') // the last year that can be written has no next year
    .sort();
  const after = daysAfter(except.at(-1) ?? '2001-01-01', 2);
  return [
    ...except.flatMap((date) => [date, daysAfter(date, 1)]),
    ...[0, 1, 2, 3, 4, 5, 6].map((ahead) => daysAfter(after, ahead)),
  ];
}

/** In minutes of a day. */
type Span = readonly [from: number, to: number];

const minutesOfDay = 1440;

function spansOn(date: CalendarDate, open: readonly Window[]): Span[] {
  if (open.length === 0) return [[0, minutesOfDay]];
  const before = daysAfter(date, -1);
  return open.flatMap((window): Span[] => {
    const [from, to] = [minuteOf(window.from), minuteOf(window.to)];
    if (from === to) return [];
    return [
      ...(beginsOn(window, date) ? ([[from, from < to ? to : minutesOfDay]] as const) : []),
      ...(from > to && beginsOn(window, before) ? ([[0, to]] as const) : []), // over midnight
    ];
  });
}

function minuteOf(time: ClockTime): number {
  const [hour, minute] = time.split(':').map(Number);
  return (hour ?? 0) * 60 + (minute ?? 0);
}

/** Follows the spans from one to the next: two that touch count as one. */
function isWithin([from, to]: Span, spans: readonly Span[]): boolean {
  const reached = spans.reduce((most, [start, end]) => (start <= from && end > most ? end : most), from);
  return reached >= to || (reached > from && isWithin([reached, to], spans));
}

/** Whether all of these days, the last included, are among the closed ones. */
export function isClosedThroughout({ from, to }: Days, closed: readonly Days[]): boolean {
  const around = closed.filter((days) => days.from <= from && from <= days.to);
  if (around.some((days) => to <= days.to)) return true; // first, because there is no day after the last that can be written
  const next = around.map((days) => daysAfter(days.to, 1));
  const reached = next.sort().at(-1);
  return from > to || (reached !== undefined && (reached > to || isClosedThroughout({ from: reached, to }, closed)));
}
