import { z } from 'zod';
import { type CalendarDate, type ClockTime, type Windows, weekdays } from '../../pipeline/model/windows';
import { isTimeZone } from '../../platform/time-zones';

const time = z
  .templateLiteral([z.number(), ':', z.number()], {
    error: 'is no time of day: write hours and minutes, as in 09:00',
  })
  .meta({ title: 'time of day' }) satisfies z.ZodType<ClockTime>;

const date = z
  .templateLiteral([z.number(), '-', z.number(), '-', z.number()], {
    error: 'is no date: write year, month and day, as in 2026-12-25',
  })
  .meta({ title: 'date', pattern: '^[12]\\d{3}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$' }) satisfies z.ZodType<CalendarDate>;

const window = z.strictObject({
  days: z
    .array(z.enum(weekdays))
    .exactOptional()
    .describe('The days on which it begins; every day where nothing is said.')
    .meta({ minItems: 1 }),
  from: time
    .describe('Its first minute, on a clock of 24 hours.')
    .meta({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$', examples: ['09:00'] }),
  to: time
    .describe('The minute at which it closes, on the next day where it is not after `from`; 24:00 is the end of the day.')
    .meta({ pattern: '^(([01]\\d|2[0-3]):[0-5]\\d|24:00)$', examples: ['15:00'] }),
  except: z.array(date).exactOptional().describe('Dates on which it does not begin.'),
});

const days = z.strictObject({
  from: date.describe('The first day that is closed.'),
  to: date.describe('The last day that is closed.'),
});

const calendar = z.strictObject({
  name: z
    .string()
    .describe('What people know these days by.')
    .meta({ examples: ['black-friday'] }),
  closed: z.array(days).describe('Whole days from midnight to midnight, both dates included.'),
});

/** The windows of a stage from outside. The time zone is looked up here, where the world's data is at hand; `problems` knows of none. */
export const windowsSchema: z.ZodType<Windows> = z.strictObject({
  timeZone: z
    .string()
    .refine(isTimeZone, { error: 'is no time zone: write its name, as in Europe/Berlin or UTC' })
    .describe('The clock that all of it is read on: a name of the IANA database.')
    .meta({ examples: ['Europe/Berlin'] }),
  open: z
    .array(window)
    .describe('The hours in which a change may enter, those of any window; none at all means always.')
    .meta({ examples: [[]] }),
  calendars: z.array(calendar).exactOptional().describe('Days on which it is closed whatever the hours say.'),
});
