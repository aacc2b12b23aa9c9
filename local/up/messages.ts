import { commandName } from '../../client/command-name';
import type { UpChoices } from './environment';
import type { RunningServers } from './start-servers';

/** Which servers are used, why, and what an emulator cannot do. */
export function serverLines(choices: UpChoices, servers: RunningServers): string[] {
  return [temporalLine(choices, servers), ...webUiLines(servers), ...awsLines(choices, servers)];
}

function temporalLine({ temporal, folder }: UpChoices, { address }: RunningServers): string {
  if (temporal.kind === 'given') return `Temporal: ${address}, ${temporal.why}`;
  return `Temporal: our own server at ${address}, because ${temporal.why}; its state is kept in ${folder}`;
}

const webUiLines = ({ ui }: RunningServers): string[] => (ui === undefined ? [] : [`Temporal Web UI: ${ui}`]);

function awsLines({ aws, folder }: UpChoices, { endpoint }: RunningServers): string[] {
  if (aws.kind === 'real')
    return [`AWS: the real AWS, because ${aws.why}; changes deploy to the accounts that their pipelines name`];
  if (aws.kind === 'given') return [`AWS: ${endpoint}, ${aws.why}`];
  return [
    `AWS: our own emulator at ${endpoint}, because ${aws.why}; its state is kept in ${folder}`,
    'the emulator only runs stacks; it evaluates no alarms, so every bake there is inconclusive, and changes roll back',
  ];
}

/** What to do next in another terminal, after the variables to export there. */
export function nextSteps(choices: UpChoices, servers: RunningServers, env: NodeJS.ProcessEnv): string[] {
  const { hostname, port } = new URL(servers.serveUrl);
  const url = port === '7480' ? '' : ` --url http://${hostname}:${port}`;
  return [
    '',
    'Everything runs until Ctrl-C. Next, in another terminal and in this directory:',
    '',
    ...variablesToExport(choices, servers, env).map(([name, value]) => `  export ${name}=${quoted(value)}`),
    `  ${commandName(env)} hook install PATH/TO/REPOSITORY.git --branch main --pipeline pipeline.ts${url}`,
    '  git push                  # in a clone of it; prints the id of the change',
    `  ${commandName(env)} watch CHANGE`,
    '',
  ];
}

type Variable = readonly [name: string, value: string];

/** Variables that another shell needs because the defaults would be wrong there. */
function variablesToExport(
  { folder, temporal }: UpChoices,
  { address }: RunningServers,
  env: NodeJS.ProcessEnv,
): readonly Variable[] {
  const isOwn = temporal.kind === 'own';
  const needsAddress = isOwn ? !/:7233$/.test(address) : Boolean(env.TEMPORAL_ADDRESS);
  const variables: readonly (Variable | false)[] = [
    env.SLIPWAY_FOLDER ? ['SLIPWAY_FOLDER', folder] : false,
    needsAddress && ['TEMPORAL_ADDRESS', address],
    isOwn && env.TEMPORAL_NAMESPACE ? ['TEMPORAL_NAMESPACE', 'default'] : false,
  ];
  return variables.filter((variable) => variable !== false);
}

/** Quoted for a shell if necessary. */
const quoted = (text: string): string => (/^[\w./:-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);
