import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Command } from 'commander';
import type { Answer } from '../hook/answer';
import { answerTo } from '../hook/answer-to';
import { hooksFolder } from '../hook/folder';
import { usualPort } from '../hook/registered';
import { serve } from '../hook/serve';
import { Refusal } from './refusal';

/** `slipway serve`: listens to what is pushed, until it is told to stop. */
export function serveCommand(program: Command): void {
  program
    .command('serve')
    .description('listen to what hooks tell and make changes of it, until it is told to stop (SIGTERM or Ctrl-C)')
    .option('--port <port>', 'where to listen; 0 takes any that is free', String(usualPort))
    .option('--host <address>', 'on which address; what is not this machine needs a proxy with TLS before it', '127.0.0.1')
    .addHelpText('after', '\nExample:\n  SLIPWAY_FOLDER=/var/lib/slipway slipway serve --port 7480\n')
    .action(async ({ port, host }: { port: string; host: string }) => {
      const told = Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]); // before it listens: it may be told at once
      const hooks = hooksFolder(process.env);
      const listening = await serve({ host, port: portOf(port) }, (request) => answered(request, hooks));
      process.stdout.write(`slipway serve listens on ${listening.url}\n`);
      await told;
      await listening.stop();
    });
}

/** A line for each message. A bug fails one message, and is shown. */
async function answered(request: IncomingMessage, hooks: string): Promise<Answer> {
  const answer = await answerTo(request, hooks).catch((err) => {
    process.stderr.write(`${err instanceof Error ? err.stack : String(err)}\n`);
    return { status: 500, so: 'slipway serve failed over this message; what it printed says where' };
  });
  if (request.url !== '/health') process.stdout.write(lineOf(answer));
  return answer;
}

const lineOf = ({ status, so, problems = [] }: Answer): string =>
  `${[`${new Date().toISOString().slice(0, 19).replace('T', ' ')}  ${status}  ${so}`, ...problems].join('\n  ')}\n`;

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new Refusal(2, `--port ${text} is no port: it is a number up to 65535`);
}
