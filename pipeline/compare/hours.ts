/** Whether hours, or closed days, hold all that others hold: what makes windows wider or narrower whatever the date. */

import { beginsOn, daysAfter } from '../gates/opening';
import type { CalendarDate, ClockTime, Days, Window, Windows } from '../model/windows';

/** The opening hours of a stage as one thing to compare: a clock and what is read on it say little without each other. */
export class Hours {
  constructor(
    readonly timeZone: string,
    readonly open: Windows['open'],
  ) {}
}

/** The days of a calendar as one thing to compare: they can be said in many ways. */
export class ClosedDays {
  constructor(readonly closed: readonly Days[]) {}
}

/** Whether two say the same hours, written otherwise. */
export const isSameHours = (one: Hours, other: Hours): boolean =>
  one.timeZone === other.timeZone && holds(one, other) && holds(other, one);

/** Whether every moment of the inner hours is one of the outer. Hours by two clocks cannot be compared, but always open holds everything. */
export function holds(outer: Hours, inner: Hours): boolean {
  if (outer.open.length === 0) return true;
  if (outer.timeZone !== inner.timeZone) return false;
  return datesOf([...outer.open, ...inner.open]).every((date) =>
    spansOn(date, inner.open).every((span) => isWithin(span, spansOn(date, outer.open))),
  );
}

/** A week without exceptions, and each exception with the morning after it. */
function datesOf(open: readonly Window[]): CalendarDate[] {
  const except = open
    .flatMap((window) => window.except ?? [])
    .filter((date) => date < '2999-01-01') // behind the last year that can be written there is no morning after
    .sort();
  const after = daysAfter(except.at(-1) ?? '2001-01-01', 2);
  return [
    ...except.flatMap((date) => [date, daysAfter(date, 1)]),
    ...[0, 1, 2, 3, 4, 5, 6].map((ahead) => daysAfter(after, ahead)),
  ];
}

/** From a minute of the day to another. */
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

/** Walks on from span to span: two that touch are one. */
function isWithin([from, to]: Span, spans: readonly Span[]): boolean {
  const reached = spans.reduce((most, [start, end]) => (start <= from && end > most ? end : most), from);
  return reached >= to || (reached > from && isWithin([reached, to], spans));
}

/** Whether all of these days, the last one included, are among the closed ones. */
export function isCovered({ from, to }: Days, closed: readonly Days[]): boolean {
  const around = closed.filter((days) => days.from <= from && from <= days.to);
  if (around.some((days) => to <= days.to)) return true; // before a day is asked for behind the last that can be written
  const next = around.map((days) => daysAfter(days.to, 1));
  const reached = next.sort().at(-1);
  return from > to || (reached !== undefined && (reached > to || isCovered({ from: reached, to }, closed)));
}
