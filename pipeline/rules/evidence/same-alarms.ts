/** What the first wave is judged by, gamma and every later wave are judged by too. */
import { type Alarm, alarmName } from '../../model/evidence';
import type { Pipeline, Stage } from '../../model/pipeline';
import { type Find, type Finding, type Rule, warning } from '../rule';
import { type At, stagesIn, wavesOf } from '../walk';

const gammaAlarms: Find = (pipeline) => stagesIn('gamma', pipeline).flatMap((stage) => lacking(stage, pipeline));

const waveAlarms: Find = (pipeline) =>
  wavesOf(pipeline)
    .slice(1)
    .flatMap((stage) => lacking(stage, pipeline));

/** More of them harm nobody. */
const lacking = ({ path, part }: At<Stage>, pipeline: Pipeline): Finding[] => {
  const [first] = wavesOf(pipeline);
  const wanted = first?.part.alarms ?? pipeline.alarms;
  const has = part.alarms ?? pipeline.alarms;
  return (['region', 'zone', 'oneBox'] as const).flatMap((kind) =>
    wanted[kind]
      .map(alarmName)
      .filter((name) => !has[kind].some((alarm: Alarm) => alarmName(alarm) === name))
      .map((name) => ({
        path: `${path}/alarms/${kind}`,
        message: `${JSON.stringify(name)} of the first wave is not among them: name it here too`,
      })),
  );
};

export const alarmsAlike: readonly Rule[] = [
  warning('gamma-alarms-differ', gammaAlarms, { from: 'rollback' }),
  warning('wave-drops-alarm', waveAlarms, { from: 'rollback' }),
];
