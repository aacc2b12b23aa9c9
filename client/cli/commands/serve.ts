import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Command } from 'commander';
import { serve } from '../../hook/receiver/listen';
import type { Answer } from '../../hook/response';
import { hooksFolder } from '../../hook/settings/folder';
import { defaultPort } from '../../hook/settings/registration';
import { Refusal } from '../../refusal';
import type { KeptTemporal } from '../../temporal/kept-connection';
import { lazy } from '../lazy';

/** `slipway serve`: listens to what is pushed, until it is told to stop. */
export function serveCommand(program: Command): void {
  program
    .command('serve')
    .description('listen to what hooks tell and make changes of it, until it is told to stop (SIGTERM or Ctrl-C)')
    .option('--port <port>', 'where to listen; 0 takes any that is free', String(defaultPort))
    .option('--host <address>', 'on which address; what is not this machine needs a proxy with TLS before it', '127.0.0.1')
    .addHelpText('after', '\nExample:\n  SLIPWAY_FOLDER=/var/lib/slipway slipway serve --port 7480\n')
    .action(async ({ port, host }: { port: string; host: string }) => {
      const told = Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]); // before it listens: it may be told at once
      const policy = await lazy.policy.configuredPolicy(process.env);
      const known = { hooks: hooksFolder(process.env), temporal: new lazy.keptConnection.KeptTemporal(), policy };
      const { answerTo } = lazy.answerRequest; // loaded now, and not when somebody waits
      const listening = await serve({ host, port: portOf(port) }, (request) => shown(request, answerTo(request, known)));
      process.stdout.write(`slipway serve listens on ${listening.url}\n`);
      try {
        await Promise.race([told, meet(known.temporal).then(() => told)]);
      } finally {
        await listening.stop();
        await known.temporal.close();
      }
    });
}

/** Connects before somebody waits for it. A server that does not answer may come yet; settings that make no sense never will. */
async function meet(temporal: KeptTemporal): Promise<void> {
  const { registerSearchAttributes } = lazy.searchAttributes;
  try {
    await temporal.use((client, connection) => registerSearchAttributes(connection, client.options.namespace));
  } catch (err) {
    if (!(err instanceof Refusal) || err.code !== 3) throw err;
    process.stdout.write(`${err.message}\nuntil it does, pushes are answered with 503\n`);
  }
}

/** A line for each message. A bug fails one message, and is shown. */
async function shown({ url }: IncomingMessage, answering: Promise<Answer>): Promise<Answer> {
  const answer = await answering.catch((err) => {
    process.stderr.write(`${err instanceof Error ? err.stack : String(err)}\n`);
    return { status: 500, message: 'slipway serve failed over this message; what it printed says where' };
  });
  if (url !== '/health') process.stdout.write(lineOf(answer));
  return answer;
}

const lineOf = ({ status, message, problems = [] }: Answer): string =>
  `${[`${new Date().toISOString().slice(0, 19).replace('T', ' ')}  ${status}  ${message}`, ...problems].join('\n  ')}\n`;

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new Refusal(2, `--port ${text} is no port: it is a number up to 65535`);
}
