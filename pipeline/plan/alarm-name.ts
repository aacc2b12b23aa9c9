import { type Alarm, alarmName } from '../model/evidence';
import type { Zone } from '../model/pipeline';
import type { Location } from './location';

/** The name of an alarm at a location, with `{environment}`, `{region}` and `{zone}` filled in. */
export const alarmNameAt = (alarm: Alarm, { stage, region }: Pick<Location, 'stage' | 'region'>, zone?: Zone): string =>
  alarmName(alarm)
    .replaceAll('{environment}', stage.environment)
    .replaceAll('{region}', region.name)
    .replaceAll('{zone}', zone?.name ?? '');
