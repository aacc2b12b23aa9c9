import { posix } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Command } from 'commander';
import { commandName } from '../../command-name';
import { isBranchName } from '../../hook/git/repository';
import { type Folders, installHook, rotateSecret } from '../../hook/install/install-hook';
import { notifyServe } from '../../hook/sender/notify-serve';
import { hooksFolder, slipwayFolder } from '../../hook/settings/folder';
import { Refusal } from '../../refusal';
import { print } from '../print';

interface InstallOptions {
  readonly branch: string;
  readonly pipeline: string;
  readonly url?: string;
  readonly secretFile?: string;
  readonly json?: true;
}

/** `slipway hook`: a plain git server tells Slipway of what is pushed to it. */
export function hookCommand(program: Command): void {
  const hook = program
    .command('hook')
    .description('have a plain git server tell slipway serve of what is pushed to it')
    .addHelpText('after', `\nExample:\n  ${installExample}\n`);
  installCommand(hook);
  rotateCommand(hook);
  sendCommand(hook);
}

const installExample = 'slipway hook install /srv/git/shop.git --branch main --pipeline pipeline.ts';

function installCommand(hook: Command): void {
  hook
    .command('install')
    .description(
      'make each push to a branch of a repository on this machine a change; several pipelines are installed one by one',
    )
    .argument('<repository>', 'the folder of a git repository, bare or not')
    .requiredOption('-b, --branch <name>', 'the branch that changes are merged to')
    .requiredOption('-p, --pipeline <file>', 'the pipeline file in that branch, TypeScript or JSON')
    .option('--url <url>', 'where slipway serve listens, as seen from here (http://127.0.0.1:7480 where nothing was said)')
    .option('--secret-file <file>', 'sign with the secret in this file; without it, with one that is made now')
    .option('--json', 'print for programs')
    .addHelpText('after', `\nExample:\n  ${installExample}\n`)
    .action(async (repository: string, { branch, pipeline, url, secretFile, json }: InstallOptions) => {
      const file = inCommit(pipeline);
      const wanted = { repository, branch: await checkedBranch(branch), file, url: checkedUrl(url), secretFile };
      const registered = await installHook(folders(), wanted);
      print({ ...(json && { json }) }, registered, () =>
        [
          `pushes to ${branch} of ${registered.repository} become changes of ${wanted.file}`,
          `they are told to ${registered.url}, where this must run, alone or as a part of slipway up: ${commandName(process.env)} serve`,
        ].join('\n'),
      );
    });
}

function rotateCommand(hook: Command): void {
  hook
    .command('rotate')
    .description('sign with a new secret from now on; the one before still verifies, any older one is forgotten')
    .argument('<repository>', 'the folder of a git repository that has the hook')
    .option('--secret-file <file>', 'the new secret; without it, one is made now')
    .option('--json', 'print for programs')
    .addHelpText('after', '\nExample:\n  slipway hook rotate /srv/git/shop.git\n')
    .action(async (path: string, { secretFile, json }: { secretFile?: string; json?: true }) => {
      const { repository } = await rotateSecret(folders(), path, secretFile);
      print(
        { ...(json && { json }) },
        { repository },
        () => `a new secret signs the pushes to ${repository}; the one before still verifies`,
      );
    });
}

function sendCommand(hook: Command): void {
  hook
    .command('send')
    .description('tell of what git says on standard input; the installed hook does this')
    .addHelpText('after', '\nExample:\n  echo "$before $after refs/heads/main" | slipway hook send\n')
    .action(async () => {
      const lines = await notifyServe(folders().hooks, { at: '.', refs: await text(process.stdin) });
      process.stdout.write(lines.map((line) => `${line}\n`).join(''));
    });
}

const folders = (): Folders => ({ slipway: slipwayFolder(process.env), hooks: hooksFolder(process.env) });

/** The path in a commit, as git names it. */
function inCommit(file: string): string {
  const path = posix.normalize(file);
  if (posix.isAbsolute(path) || path.startsWith('..'))
    throw new Refusal(
      2,
      `--pipeline ${file} leads out of the repository: it is the file's path in what is pushed, as in pipeline.ts`,
    );
  if (file === '' || path.endsWith('/') || path === '.')
    throw new Refusal(
      2,
      `--pipeline ${JSON.stringify(file)} is no file: it is the file's path in what is pushed, as in pipeline.ts`,
    );
  return path;
}

async function checkedBranch(name: string): Promise<string> {
  if (await isBranchName(name)) return name;
  throw new Refusal(2, `--branch ${JSON.stringify(name)} is no name of a branch: write it as in main`);
}

function checkedUrl(url: string | undefined): string | undefined {
  if (url === undefined || (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol))) return url;
  throw new Refusal(2, `--url ${url} is no address of slipway serve: write it as in http://127.0.0.1:7480`);
}
