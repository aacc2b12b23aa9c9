/**
 * What the model can say and this version does not do. Passing over it in silence would promise a safety that is not there, so no change
 * starts with it; whoever builds one of these takes its rule out.
 */
import { error, type Find, type Finding, type Rule } from '../rule';
import { bakesOf, componentsOf, stagesOf } from '../walk';

const source: Find = ({ source }) =>
  source.kind === 'git' ? [] : [notYet('source/kind', `${quoted(source.kind)}: write 'git'`)];

const queue: Find = ({ queue }) =>
  queue === 'every' ? [] : [notYet('queue', `${quoted(queue)}: write 'every', which runs each change`)];

const scope: Find = ({ rollback }) =>
  rollback.scope === 'wave' ? [] : [notYet('rollback/scope', `${quoted(rollback.scope)}: write 'wave'`)];

const speed: Find = ({ rollback: { speed = 'zoneByZone' } }) =>
  speed === 'zoneByZone' ? [] : [notYet('rollback/speed', `${quoted(speed)}: leave it out, and the way back goes zone by zone`)];

const ofPipeline =
  (key: 'related' | 'notifications', mend: string): Find =>
  (pipeline) =>
    pipeline[key] === undefined ? [] : [notYet(key, mend)];

const ofComponents =
  (key: 'paths' | 'rolling', mend: string): Find =>
  (pipeline) =>
    componentsOf(pipeline).flatMap(({ path, part }) => (part[key] === undefined ? [] : [notYet(`${path}/${key}`, mend)]));

const ofStages =
  (key: 'loadTest' | 'parameters', mend: string): Find =>
  (pipeline) =>
    stagesOf(pipeline).flatMap(({ path, part }) => (part[key] === undefined ? [] : [notYet(`${path}/${key}`, mend)]));

const silence: Find = (pipeline) =>
  stagesOf(pipeline)
    .flatMap(bakesOf)
    .flatMap(({ path, part: { silence = 'rollBack' } }) =>
      silence === 'rollBack'
        ? []
        : [notYet(`${path}/silence`, `${quoted(silence)}: leave it out, and what is inconclusive goes back`)],
    );

const notYet = (path: string, mend: string): Finding => ({ path, message: `not honoured yet: ${mend}` });

const quoted = (value: unknown): string => JSON.stringify(value);

const leaveOut = 'leave it out';

const rules: Readonly<Record<string, Find>> = {
  source,
  queue,
  'rollback-scope': scope,
  'rollback-speed': speed,
  related: ofPipeline('related', `${leaveOut}, and name their alarms among the pipeline's own`),
  notifications: ofPipeline('notifications', `${leaveOut}: people are told through the worker's log`),
  paths: ofComponents('paths', `${leaveOut}: a component whose digest is the same is left alone`),
  rolling: ofComponents('rolling', `${leaveOut}, and write the share that is replaced at once into the template`),
  'load-test': ofStages('loadTest', `${leaveOut}, or write its command as the last of the stage's tests`),
  parameters: ofStages('parameters', `${leaveOut}, and let the template decide by its parameter Environment`),
  'bake-silence': silence,
};

export const notHonoured: readonly Rule[] = Object.entries(rules).map(([name, find]) => ({
  ...error(`not-yet-${name}`, find),
  level: 'notYet',
}));
