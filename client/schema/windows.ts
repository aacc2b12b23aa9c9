import { z } from 'zod';
import { type CalendarDate, type ClockTime, type Windows, weekdays } from '../../pipeline/model/windows';
import { isTimeZone } from '../../platform/time-zones';

const time = z
  .templateLiteral([z.number(), ':', z.number()], {
    error: 'is not a time of day: write hours and minutes, as in 09:00',
  })
  .meta({ title: 'time of day' }) satisfies z.ZodType<ClockTime>;

const date = z
  .templateLiteral([z.number(), '-', z.number(), '-', z.number()], {
    error: 'is not a date: write year, month and day, as in 2026-12-25',
  })
  .meta({ title: 'date', pattern: '^[12]\\d{3}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$' }) satisfies z.ZodType<CalendarDate>;

const window = z.strictObject({
  days: z
    .array(z.enum(weekdays))
    .exactOptional()
    .describe('The days on which the window opens. By default it opens every day.')
    .meta({ minItems: 1 }),
  from: time
    .describe(
      'When the window opens, on a 24-hour clock. When clocks change: a skipped time means the first moment after the gap; of a repeated time, the first counts.',
    )
    .meta({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$', examples: ['09:00'] }),
  to: time
    .describe(
      'When the window closes, on the next day if this is not after `from`. 24:00 is the end of the day. Of a repeated time, the second counts.',
    )
    .meta({ pattern: '^(([01]\\d|2[0-3]):[0-5]\\d|24:00)$', examples: ['15:00'] }),
  except: z.array(date).exactOptional().describe('Dates on which the window does not open.'),
});

const days = z.strictObject({
  from: date.describe('The first closed day.'),
  to: date.describe('The last closed day.'),
});

const calendar = z.strictObject({
  name: z
    .string()
    .describe('The name by which people know these days.')
    .meta({ examples: ['black-friday'] }),
  closed: z
    .array(days)
    .describe(
      'Whole days from midnight to midnight, both dates included. They also cut off a window that opened the evening before.',
    ),
});

/** The windows of a stage. Checks the time zone here, because the rules of `pipeline/` have no time-zone database. */
export const windowsSchema: z.ZodType<Windows> = z.strictObject({
  timeZone: z
    .string()
    .refine(isTimeZone, { error: 'is not a time zone: write its name, as in Europe/Berlin or UTC' })
    .describe('The time zone of all times and dates here: a name from the IANA database.')
    .meta({ examples: ['Europe/Berlin'] }),
  open: z
    .array(window)
    .describe('The stage is open while any of these windows is. An empty list means that it is always open.')
    .meta({ examples: [[]] }),
  calendars: z.array(calendar).exactOptional().describe('Days on which the stage is closed, whatever the windows say.'),
});
