import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BuiltRelease, ReleaseComponent, StackBody } from '../../pipeline/model/release';
import { parseTemplate, type Template } from '../aws/cloudformation/template';
import type { BuildComponent, BuildInput } from '../contract';
import { digestOf } from '../releases/digest';
import type { ReleaseStore } from '../releases/store';

/** The build failed, or its output cannot become a release. The message says why, for people. */
export class BuildRefused extends Error {}

/** The limit of CloudFormation for a template in a call, in bytes. */
const largestTemplate = 51_200;

/** Reads the output folder of a build as a release, and stores the payloads. */
export async function releaseFrom(output: string, input: BuildInput, releases: ReleaseStore): Promise<BuiltRelease> {
  if (!existsSync(output))
    throw new BuildRefused(
      `build/output: the build did not create the folder ${input.build.output}: correct the path, or let the build fill it`,
    );
  const components: Record<string, ReleaseComponent> = {};
  for (const component of input.components) components[component.name] = await componentFrom(output, component, releases);
  return { kind: 'built', commit: input.merge.commit, components };
}

async function componentFrom(output: string, component: BuildComponent, releases: ReleaseStore): Promise<ReleaseComponent> {
  const { name, template, oneBox } = component;
  const at = `components/${name}`;
  const payload = component.payload && (await releases.savePayload(existing(output, component.payload, `${at}/payload`)));
  const parameters = { ...component.parameters, ...(payload && { Payload: payload }) };
  const whole = await stackBody(output, { file: template, at: `${at}/template`, parameters });
  return oneBox === undefined
    ? { whole }
    : { whole, oneBox: await stackBody(output, { file: oneBox, at: `${at}/oneBox`, parameters }) };
}

/** A template file of the output, and where the pipeline names it. */
interface TemplateFile {
  readonly file: string;
  readonly at: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Checks the template now, before anything is deployed. */
async function stackBody(output: string, { file, at, parameters }: TemplateFile): Promise<StackBody> {
  const text = await readFile(existing(output, file, at), 'utf8');
  if (Buffer.byteLength(text) > largestTemplate)
    throw new BuildRefused(
      `${at}: ${file} is larger than ${largestTemplate} bytes, which CloudFormation accepts only from S3: split it into several components`,
    );
  const { Parameters } = parsed(text, `${at}: ${file}`);
  const undeclared = Object.keys(parameters).filter((name) => !(name in Parameters));
  if (undeclared.length > 0)
    throw new BuildRefused(
      `${at}: ${file} does not declare the parameter ${undeclared.join(', ')}: declare it, or remove it from the pipeline`,
    );
  return { template: text, parameters, digest: digestOf(text, parameters) };
}

function parsed(text: string, name: string): Template {
  try {
    return parseTemplate(text);
  } catch (err) {
    throw new BuildRefused(`${name} ${err instanceof Error ? err.message : String(err)}`);
  }
}

function existing(output: string, name: string, at: string): string {
  const path = join(output, name);
  if (!existsSync(path))
    throw new BuildRefused(`${at}: ${name} is not in the build's output: correct the path, or let the build create it`);
  return path;
}
