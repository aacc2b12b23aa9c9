import { text } from 'node:stream/consumers';
import type { Command } from 'commander';
import { commandName } from '../../command-name';
import { notifyServe } from '../../hook/sender/notify-serve';
import { hooksFolder, slipwayFolder } from '../../hook/settings/folder';
import { defaultUrl, type RegisteredPipeline, type Registration } from '../../hook/settings/registration';
import { lazy } from '../lazy';
import { print } from '../print';

interface InstallOptions {
  readonly branch: string;
  readonly pipeline: string;
  readonly url?: string;
  readonly secretFile?: string;
  readonly json?: true;
}

interface RotateOptions {
  readonly secretFile?: string;
  readonly json?: true;
}

/** `slipway hook`: a plain git server sends its pushes to `slipway serve`. */
export function hookCommand(program: Command): void {
  const hook = program
    .command('hook')
    .description('set up a plain git server to send its pushes to slipway serve')
    .addHelpText('after', `\nExample:\n  ${installExample}\n`);
  installCommand(hook);
  rotateCommand(hook);
  sendCommand(hook);
}

const installExample = 'slipway hook install /srv/git/shop.git --branch main --pipeline pipeline.ts';

function installCommand(hook: Command): void {
  hook
    .command('install')
    .description('start a change for each push to a branch of a repository on this machine; run it once for each pipeline')
    .argument('<repository>', 'the folder of a git repository, bare or not')
    .requiredOption('-b, --branch <name>', 'the branch that changes are merged to (required)')
    .requiredOption('-p, --pipeline <file>', 'the path of the pipeline file in that branch, TypeScript or JSON (required)')
    .option('--url <url>', `the address of slipway serve as seen from here; by default ${defaultUrl}`)
    .option('--secret-file <file>', 'a file with the secret to sign with; by default a new secret is generated')
    .option('--json', 'print JSON')
    .addHelpText('after', `\nExample:\n  ${installExample}\n`)
    .action(async (repository: string, options: InstallOptions) => {
      const { branch, pipeline, url, secretFile } = options;
      const request = await lazy.hookRequest.checkRequest({ repository, branch, file: pipeline, url, secretFile });
      const registration = await lazy.installHook.installHook(folders(), request);
      print(options, registration, () => installedLines(request, registration));
    });
}

const installedLines = ({ branch, file }: RegisteredPipeline, { repository, url }: Registration): string =>
  [
    `pushes to ${branch} of ${repository} become changes of ${file}`,
    `they are sent to ${url}: keep ${commandName(process.env)} serve running there (slipway up includes it)`,
  ].join('\n');

function rotateCommand(hook: Command): void {
  hook
    .command('rotate')
    .description('sign with a new secret from now on; the one before stays valid, older ones are deleted')
    .argument('<repository>', 'the folder of a git repository that has the hook')
    .option('--secret-file <file>', 'a file with the new secret; by default it is generated')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  slipway hook rotate /srv/git/shop.git\n')
    .action(async (path: string, options: RotateOptions) => {
      const { repository } = await lazy.installHook.rotateSecret(folders(), path, options.secretFile);
      print(options, { repository }, () => `a new secret signs the pushes to ${repository}; the one before stays valid`);
    });
}

function sendCommand(hook: Command): void {
  hook
    .command('send')
    .description('send the pushes that git writes to standard input; the installed hook runs this')
    .addHelpText('after', '\nExample:\n  echo "$before $after refs/heads/main" | slipway hook send\n')
    .action(async () => {
      const lines = await notifyServe(folders().hooks, { at: '.', refs: await text(process.stdin) });
      process.stdout.write(lines.map((line) => `${line}\n`).join(''));
    });
}

const folders = () => ({ slipway: slipwayFolder(process.env), hooks: hooksFolder(process.env) });
