/** Numbers and moments as people read them. */

import { describeWeekday } from '../../pipeline/gates/describe-windows';
import { weekdayOf } from '../../pipeline/model/calendar-date';
import type { LocalTime } from './preview';

/** A moment by the clock that everybody shares: a plan spans Regions, and its reader may sit anywhere. */
export const moment = (ms: number): string => `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** `Wed 2026-11-25 09:00`, with its day, because windows go by days. */
export const localMoment = ({ date, time }: LocalTime): string => `${describeWeekday(weekdayOf(date))} ${date} ${time}`;

/** So many of a thing, whose plural takes an s. */
export const count = (many: number, what: string): string => `${number(many)} ${what}${many === 1 ? '' : 's'}`;

/** With commas between thousands. */
export const number = (many: number): string => many.toLocaleString('en');
