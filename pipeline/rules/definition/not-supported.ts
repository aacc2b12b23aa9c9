/**
 * What the model allows and this version does not do. To ignore it would promise a safety that does not exist, so no change starts with it.
 * Remove a rule here when the feature is built.
 */
import { error, type Find, type Finding, quoted, type Rule } from '../rule';
import { bakesOf, componentsOf, stagesOf } from '../walk';

const source: Find = ({ source }) => (source.kind === 'git' ? [] : [badValue('source/kind', source.kind, "write 'git'")]);

const queue: Find = ({ queue }) => (queue === 'every' ? [] : [badValue('queue', queue, "write 'every', which runs each change")]);

const scope: Find = ({ rollback }) =>
  rollback.scope === 'wave' ? [] : [badValue('rollback/scope', rollback.scope, "write 'wave'")];

const speed: Find = ({ rollback: { speed = 'zoneByZone' } }) =>
  speed === 'zoneByZone' ? [] : [badValue('rollback/speed', speed, 'remove it, and rollbacks go zone by zone')];

const ofPipeline =
  (key: 'related' | 'notifications', advice: string): Find =>
  (pipeline) =>
    pipeline[key] === undefined ? [] : [badField(key, advice)];

const ofComponents =
  (key: 'paths' | 'rolling', advice: string): Find =>
  (pipeline) =>
    componentsOf(pipeline).flatMap(({ path, part }) => (part[key] === undefined ? [] : [badField(`${path}/${key}`, advice)]));

const ofStages =
  (key: 'loadTest' | 'parameters', advice: string): Find =>
  (pipeline) =>
    stagesOf(pipeline).flatMap(({ path, part }) => (part[key] === undefined ? [] : [badField(`${path}/${key}`, advice)]));

const silence: Find = (pipeline) =>
  stagesOf(pipeline)
    .flatMap(bakesOf)
    .flatMap(({ path, part: { silence = 'rollBack' } }) =>
      silence === 'rollBack'
        ? []
        : [badValue(`${path}/silence`, silence, 'remove it, and an inconclusive bake rolls the change back')],
    );

const badField = (path: string, advice: string): Finding => ({ path, message: `is not supported yet: ${advice}` });

const badValue = (path: string, value: unknown, advice: string): Finding => ({
  path,
  message: `${quoted(value)} is not supported yet: ${advice}`,
});

const rules: Readonly<Record<string, Find>> = {
  source,
  queue,
  'rollback-scope': scope,
  'rollback-speed': speed,
  related: ofPipeline('related', "remove it, and add their alarms to the pipeline's own"),
  notifications: ofPipeline('notifications', "remove it, and read notifications in the worker's log"),
  paths: ofComponents('paths', 'remove it, because a component with an unchanged digest is not deployed'),
  rolling: ofComponents('rolling', 'remove it, and write the share that is replaced at once into the template'),
  'load-test': ofStages('loadTest', "remove it, or add its command as the last of the stage's tests"),
  parameters: ofStages('parameters', 'remove it, and let the template decide by its parameter Environment'),
  'bake-silence': silence,
};

/** The rules about what is not supported yet, each named `not-yet-…`. */
export const notSupported: readonly Rule[] = Object.entries(rules).map(([name, find]) => ({
  ...error(`not-yet-${name}`, find),
  level: 'notYet',
}));
