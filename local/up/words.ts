import { commandName } from '../../client/command-name';
import type { Chosen } from './environment';
import type { Site } from './start';

/** What runs and why it was chosen, and what an emulator cannot do. */
export function whatRuns({ temporal, aws, folder }: Chosen, { address, endpoint, ui }: Site): string[] {
  return [
    temporal.kind === 'given'
      ? `Temporal is at ${address}: ${temporal.why}`
      : `Temporal is our own at ${address}, because ${temporal.why}; what it knows is kept in ${folder}`,
    ...(ui === undefined ? [] : [`its Web UI is ${ui}`]),
    aws.kind === 'real'
      ? `AWS is the real one, because ${aws.why}: changes touch the accounts that their pipelines name`
      : aws.kind === 'given'
        ? `AWS is at ${endpoint}: ${aws.why}`
        : `AWS is our own emulator at ${endpoint}, because ${aws.why}; what it holds is kept in ${folder}`,
    ...(aws.kind === 'own'
      ? ['the emulator holds stacks, and that is all: nothing evaluates its alarms, so bakes there end without evidence']
      : []),
  ];
}

/** What to do next, in another terminal; what has to be said there first comes first. */
export function whatNext(chosen: Chosen, site: Site, env: NodeJS.ProcessEnv): string[] {
  const { hostname, port } = new URL(site.url);
  const url = port === '7480' ? '' : ` --url http://${hostname}:${port}`;
  return [
    '',
    'All of it runs until Ctrl-C. Next, in another terminal and this directory:',
    '',
    ...toBeSaid(chosen, site, env).map(([name, value]) => `  export ${name}=${quoted(value)}`),
    `  ${commandName(env)} hook install PATH/TO/REPOSITORY.git --branch main --pipeline pipeline.ts${url}`,
    '  git push                  # in a clone of it; prints the id of the change',
    `  ${commandName(env)} watch CHANGE`,
    '',
  ];
}

/** What another shell has to know, where what it would assume by itself is not so. */
function toBeSaid({ folder, temporal }: Chosen, { address }: Site, env: NodeJS.ProcessEnv): [name: string, value: string][] {
  const isOwn = temporal.kind === 'own';
  const isNamed = isOwn ? !/:7233$/.test(address) : Boolean(env.TEMPORAL_ADDRESS);
  return [
    ...(env.SLIPWAY_FOLDER ? [['SLIPWAY_FOLDER', folder] satisfies [string, string]] : []),
    ...(isNamed ? [['TEMPORAL_ADDRESS', address] satisfies [string, string]] : []),
    ...(isOwn && env.TEMPORAL_NAMESPACE ? [['TEMPORAL_NAMESPACE', 'default'] satisfies [string, string]] : []),
  ];
}

/** For a shell, where it needs that. */
const quoted = (text: string): string => (/^[\w./:-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);
