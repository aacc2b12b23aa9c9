/** Formats numbers and times for people. */

import { describeWeekday } from '../../pipeline/gates/describe-windows';
import { weekdayOf } from '../../pipeline/model/calendar-date';
import type { LocalTime } from './preview';

/** A time in UTC: a plan spans Regions, and its reader may be anywhere. */
export const utcTime = (ms: number): string => `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** `Wed 2026-11-25 09:00`: with the weekday, because windows depend on it. */
export const localTime = ({ date, time }: LocalTime): string => `${describeWeekday(weekdayOf(date))} ${date} ${time}`;

/** A number of things, whose plural ends in s. */
export const count = (many: number, what: string): string => `${number(many)} ${what}${many === 1 ? '' : 's'}`;

/** With commas between thousands. */
export const number = (many: number): string => many.toLocaleString('en');
