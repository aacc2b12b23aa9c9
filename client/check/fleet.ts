/** Compares the pipelines below a folder: the fields in which they differ, and which pipelines have which value. */
import { type FleetDifference, type FleetValue, fleetDifferences } from '../../pipeline/compare/fleet-differences';
import type { Checked } from './check';
import { pipelineFilesIn } from './pipeline-files';
import { readOrReport } from './read-or-report';

export interface Fleet {
  /** In the order of their files. Leaves out pipelines with shortened times: they are demos of others. */
  readonly pipelines: readonly Member[];
  readonly differences: readonly DifferenceOfFiles[];
  /** Files that are named like pipelines but cannot be read as such. */
  readonly unreadable: readonly Pick<Checked, 'file' | 'problems'>[];
}

/** A pipeline of a fleet. Only the file identifies it: two files can have the same name by mistake. */
export interface Member {
  readonly name: string;
  readonly file: string;
}

/** A path at which the pipelines differ, with the pipelines of each value. */
export interface DifferenceOfFiles extends Pick<FleetDifference, 'path'> {
  readonly values: readonly (Pick<FleetValue, 'value'> & { readonly pipelines: readonly Member[] })[];
}

/** Reads every pipeline file below a folder and compares them. */
export async function compareFleet(folder: string): Promise<Fleet> {
  const files = await pipelineFilesIn(folder);
  const reads = await Promise.all(files.map(async (file) => ({ file, read: await readOrReport(file) })));
  const all = reads
    .flatMap(({ file, read }) => (read.kind === 'pipeline' ? [{ file, pipeline: read.pipeline }] : []))
    .filter(({ pipeline }) => pipeline.timing === undefined);
  const members = all.map(({ file, pipeline: { name } }) => ({ name, file }));
  const differences = fleetDifferences(
    all.map(({ pipeline }) => pipeline),
    all.map(({ file }) => file),
  );
  return {
    pipelines: members,
    differences: differences.map((difference) => withMembers(difference, members)),
    unreadable: reads.flatMap(({ file, read }) => (read.kind === 'problems' ? [{ file, problems: read.problems }] : [])),
  };
}

const withMembers = ({ path, values }: FleetDifference, members: readonly Member[]): DifferenceOfFiles => ({
  path,
  values: values.map((value) => ({ ...value, pipelines: members.filter(({ file }) => value.pipelines.includes(file)) })),
});

/** A comparison as lines for people. */
export const fleetLines = ({ pipelines, differences, unreadable }: Fleet): string[] => [
  ...unreadable.map(({ file, problems }) => `${file}: is not a pipeline: ${problems[0]?.path}: ${problems[0]?.message}`),
  `${pipelines.length} ${pipelines.length === 1 ? 'pipeline' : 'pipelines'}${pipelines.length === 0 ? '' : ': '}${labelsOf(pipelines, pipelines)}`,
  ...differences.flatMap(({ path, values }) => [
    `  ${path}`,
    ...values.map(
      ({ value, pipelines: some }) =>
        `    ${labelsOf(some, pipelines)}: ${value === undefined ? 'nothing' : JSON.stringify(value)}`,
    ),
  ]),
  ...(differences.length === 0 && pipelines.length > 1 ? ['  they do not differ'] : []),
];

/** Names, each with its file if another pipeline has the same name. */
const labelsOf = (some: readonly Member[], all: readonly Member[]): string =>
  some.map(({ name, file }) => (all.filter((one) => one.name === name).length === 1 ? name : `${name} (${file})`)).join(', ');
