import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Command } from 'commander';
import { listen } from '../../hook/receiver/listen';
import type { HookResponse } from '../../hook/response';
import { hooksFolder } from '../../hook/settings/folder';
import { defaultPort } from '../../hook/settings/registration';
import { Refusal } from '../../refusal';
import type { KeptConnection } from '../../temporal/kept-connection';
import { lazy } from '../lazy';

interface Options {
  readonly port: string;
  readonly host: string;
}

/** `slipway serve`: receives pushes until SIGTERM or SIGINT. */
export function serveCommand(program: Command): void {
  program
    .command('serve')
    .description('receive pushes from git hooks and start a change for each, until SIGTERM or Ctrl-C')
    .option('--port <port>', 'the port to listen on; 0 takes any free port', String(defaultPort))
    .option(
      '--host <address>',
      'the address to listen on; use a TLS proxy in front of any address that is not on this machine',
      '127.0.0.1',
    )
    .addHelpText('after', '\nExample:\n  SLIPWAY_FOLDER=/var/lib/slipway slipway serve --port 7480\n')
    .action(async (options: Options) => await serve(options));
}

async function serve({ host, port }: Options): Promise<void> {
  const stop = Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]); // first: a signal may come before it listens
  const policy = await lazy.policy.configuredPolicy(process.env);
  const temporal = new lazy.keptConnection.KeptConnection();
  const context = { hooks: hooksFolder(process.env), temporal, policy };
  const { answerRequest } = lazy.answerRequest; // loaded now, and not while a person waits
  const listening = await listen({ host, port: portOf(port) }, (request) => logged(request, answerRequest(request, context)));
  process.stdout.write(`slipway serve listens on ${listening.url}\n`);
  const prepared = prepare(temporal);
  try {
    await Promise.race([stop, prepared.then(() => stop)]);
  } finally {
    await Promise.allSettled([listening.stop(), prepared]);
    await temporal.close();
  }
}

/** Connects before the first push. A server that does not answer may start later; a wrong setting never becomes right. */
async function prepare(temporal: KeptConnection): Promise<void> {
  const { registerSearchAttributes } = lazy.searchAttributes;
  try {
    await temporal.use((client, connection) => registerSearchAttributes(connection, client.options.namespace));
  } catch (err) {
    if (!(err instanceof Refusal) || err.code !== 3) throw err;
    process.stdout.write(`${err.message}\nuntil then, pushes are answered with 503\n`);
  }
}

/** Logs a line for each request. A bug fails one request, and its stack is printed. */
async function logged({ url }: IncomingMessage, responding: Promise<HookResponse>): Promise<HookResponse> {
  const response = await responding.catch((err) => {
    process.stderr.write(`${err instanceof Error ? err.stack : String(err)}\n`);
    return { status: 500, message: 'slipway serve failed on this message: see its output' };
  });
  if (url !== '/health') process.stdout.write(lineOf(response));
  return response;
}

const lineOf = ({ status, message, problems = [] }: HookResponse): string =>
  `${[`${new Date().toISOString().slice(0, 19).replace('T', ' ')}  ${status}  ${message}`, ...problems].join('\n  ')}\n`;

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new Refusal(2, `--port ${text} is not a port: write a number up to 65535`);
}
