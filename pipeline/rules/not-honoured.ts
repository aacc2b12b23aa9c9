/**
 * What the model can say and this version does not do. Passing over it in silence would promise a safety that is not there, so it is
 * refused; whoever builds one of these takes its rule out.
 */
import type { Problem, Rule } from '../problems';
import { componentsOf } from './walk';

const queue: Rule = ({ queue }) =>
  queue === 'every' ? [] : [notYet('queue', `${JSON.stringify(queue)}: write 'every', which runs each change`)];

const scope: Rule = ({ rollback }) =>
  rollback.scope === 'wave' ? [] : [notYet('rollback/scope', `${JSON.stringify(rollback.scope)}: write 'wave'`)];

const network: Rule = ({ build }) =>
  build.network === 'allowed'
    ? []
    : [
        notYet(
          'build/network',
          `"${build.network}" needs a sandbox, and none is there: write 'allowed' to say openly that the build reaches the network`,
        ),
      ];

const takesAChange: Rule = (pipeline) =>
  componentsOf(pipeline).flatMap(({ path, part }) =>
    (['shifts', 'cannotCanary'] as const)
      .filter((key) => part[key] !== undefined)
      .map((key) => notYet(`${path}/${key}`, 'leave it out')),
  );

const notYet = (path: string, mend: string): Problem => ({ path, message: `not honoured yet: ${mend}` });

export const notHonoured: readonly Rule[] = [queue, scope, network, takesAChange];
