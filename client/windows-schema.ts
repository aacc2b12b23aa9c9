import { z } from 'zod';
import { type CalendarDate, type ClockTime, type Windows, weekdays } from '../pipeline/windows';
import { isTimeZone } from '../time-zones';

const time = z.templateLiteral([z.number(), ':', z.number()], {
  error: 'expected a time of day, as in "09:00"',
}) satisfies z.ZodType<ClockTime>;
const date = z.templateLiteral([z.number(), '-', z.number(), '-', z.number()], {
  error: 'expected a date, as in "2026-12-25"',
}) satisfies z.ZodType<CalendarDate>;

/** The windows of a stage from outside. The time zone is looked up here, where the world's data is at hand; `problems` knows of none. */
export const windowsSchema: z.ZodType<Windows> = z.strictObject({
  timeZone: z.string().refine(isTimeZone, { error: 'expected the name of a time zone, as in Europe/Berlin or UTC' }),
  open: z.array(
    z.strictObject({
      days: z.array(z.enum(weekdays)).exactOptional(),
      from: time,
      to: time,
      except: z.array(date).exactOptional(),
    }),
  ),
  calendars: z
    .array(z.strictObject({ name: z.string(), closed: z.array(z.strictObject({ from: date, to: date })) }))
    .exactOptional(),
});
