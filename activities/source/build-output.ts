import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deployableTemplate } from '../../formats/deployable-template';
import type { BuiltRelease, ReleaseComponent, StackBody } from '../../pipeline/model/release';
import { sectionOf } from '../../pipeline/templates/section';
import type { BuildComponent, BuildInput } from '../contract';
import { digestOf } from '../releases/digest';
import type { ReleaseStore } from '../releases/store';

/** The build failed, or its output cannot become a release. The message says why, for people. */
export class BuildRefused extends Error {}

/** Reads the output folder of a build as a release, and stores the payloads. */
export async function releaseFrom(output: string, input: BuildInput, releases: ReleaseStore): Promise<BuiltRelease> {
  if (!existsSync(output))
    throw new BuildRefused(
      `build/output: the build did not create the folder ${input.build.output}: correct the path, or let the build fill it`,
    );
  const components: Record<string, ReleaseComponent> = {};
  const tags = Object.keys(input.tags ?? {}).length > 0 ? input.tags : undefined;
  for (const component of input.components) {
    const payload = await payloadOf(output, component, releases);
    const parameters = { ...component.parameters, ...(payload && { Payload: payload }) };
    components[component.name] = await componentFrom(output, component, { parameters, ...(tags && { tags }) });
  }
  return { kind: 'built', commit: input.merge.commit, components };
}

async function payloadOf(output: string, { name, payload }: BuildComponent, releases: ReleaseStore): Promise<string | undefined> {
  return payload && (await releases.savePayload(existing(output, payload, `components/${name}/payload`)));
}

/** What a stack gets besides its template. */
type Extras = Pick<StackBody, 'parameters' | 'tags'>;

async function componentFrom(
  output: string,
  { name, template, oneBox }: BuildComponent,
  extras: Extras,
): Promise<ReleaseComponent> {
  const at = `components/${name}`;
  const whole = await stackBody(output, { file: template, at: `${at}/template` }, extras);
  return oneBox === undefined
    ? { whole }
    : { whole, oneBox: await stackBody(output, { file: oneBox, at: `${at}/oneBox` }, extras) };
}

/** A template file of the output, and where the pipeline names it. */
interface TemplateFile {
  readonly file: string;
  readonly at: string;
}

/**
 * Checks the template now, before anything is deployed. The digest is of its value, so that the order of keys, white space and the choice
 * between JSON and YAML make no change.
 */
async function stackBody(output: string, { file, at }: TemplateFile, { parameters, tags }: Extras): Promise<StackBody> {
  const read = deployableTemplate(await readFile(existing(output, file, at)));
  if (read.kind === 'refused') throw new BuildRefused(`${at}: ${file}: ${read.because}`);
  const declared = sectionOf(read.template.Parameters);
  const undeclared = Object.keys(parameters).filter((name) => !Object.hasOwn(declared, name));
  if (undeclared.length > 0)
    throw new BuildRefused(
      `${at}: ${file} does not declare the parameter ${undeclared.join(', ')}: declare it, or remove it from the pipeline`,
    );
  const digest = digestOf(read.template, parameters, ...(tags ? [tags] : []));
  return { template: read.text, parameters, ...(tags && { tags }), digest };
}

function existing(output: string, name: string, at: string): string {
  const path = join(output, name);
  if (!existsSync(path))
    throw new BuildRefused(`${at}: ${name} is not in the build's output: correct the path, or let the build create it`);
  return path;
}
