/** Gamma and every later wave must have the alarms of the first wave. */
import { type Alarm, alarmName } from '../../model/evidence';
import type { Pipeline, Stage } from '../../model/pipeline';
import { type Find, type Finding, quoted, type Rule, warning } from '../rule';
import { type At, stagesIn, wavesOf } from '../walk';

const gammaAlarms: Find = (pipeline) => stagesIn('gamma', pipeline).flatMap((stage) => missingAlarms(stage, pipeline));

const waveAlarms: Find = (pipeline) =>
  wavesOf(pipeline)
    .slice(1)
    .flatMap((stage) => missingAlarms(stage, pipeline));

/** More alarms than the first wave has are fine. */
const missingAlarms = ({ path, part }: At<Stage>, pipeline: Pipeline): Finding[] => {
  const [first] = wavesOf(pipeline);
  const expected = first?.part.alarms ?? pipeline.alarms;
  const actual = part.alarms ?? pipeline.alarms;
  return (['region', 'zone', 'oneBox'] as const).flatMap((kind) =>
    expected[kind]
      .map(alarmName)
      .filter((name) => !actual[kind].some((alarm: Alarm) => alarmName(alarm) === name))
      .map((name) => ({
        path: `${path}/alarms/${kind}`,
        message: `${quoted(name)} is an alarm of the first wave and is missing here: add it`,
      })),
  );
};

export const sameAlarms: readonly Rule[] = [
  warning('gamma-alarms-differ', gammaAlarms, { from: 'rollback' }),
  warning('wave-drops-alarm', waveAlarms, { from: 'rollback' }),
];
