/** Where the pipelines below a folder differ: a team's ways, and who goes them. */
import { type FleetDifference, type FleetValue, fleetDifferences } from '../../pipeline/compare/fleet-differences';
import { type Checked, readOrSay } from './check';
import { pipelineFilesIn } from './files';

export interface Fleet {
  /** In the order of their files. A pipeline whose times are shortened is a demo of another, and is left out. */
  readonly pipelines: readonly Member[];
  readonly differences: readonly DifferenceOfFiles[];
  /** Files that are no pipelines, though they are called so. */
  readonly unreadable: readonly Pick<Checked, 'file' | 'problems'>[];
}

/** A pipeline of a fleet. Two files can say one name by mistake, so only the file tells it from all others. */
export interface Member {
  readonly name: string;
  readonly file: string;
}

/** A place at which not all say the same, and the files that say it. */
export interface DifferenceOfFiles extends Pick<FleetDifference, 'path'> {
  readonly values: readonly (Pick<FleetValue, 'value'> & { readonly pipelines: readonly Member[] })[];
}

/** Reads every pipeline file below a folder and compares them. */
export async function fleetIn(folder: string): Promise<Fleet> {
  const files = await pipelineFilesIn(folder);
  const reads = await Promise.all(files.map(async (file) => ({ file, read: await readOrSay(file) })));
  const found = reads
    .flatMap(({ file, read }) => (read.kind === 'pipeline' ? [{ file, pipeline: read.pipeline }] : []))
    .filter(({ pipeline }) => pipeline.timing === undefined);
  const pipelines = found.map(({ file, pipeline: { name } }) => ({ name, file }));
  const differences = fleetDifferences(
    found.map(({ pipeline }) => pipeline),
    found.map(({ file }) => file),
  );
  return {
    pipelines,
    differences: differences.map((difference) => ofFiles(difference, pipelines)),
    unreadable: reads.flatMap(({ file, read }) => (read.kind === 'problems' ? [{ file, problems: read.problems }] : [])),
  };
}

const ofFiles = ({ path, values }: FleetDifference, members: readonly Member[]): DifferenceOfFiles => ({
  path,
  values: values.map((said) => ({ ...said, pipelines: members.filter(({ file }) => said.pipelines.includes(file)) })),
});

/** A comparison as lines for people. */
export const fleetInWords = ({ pipelines, differences, unreadable }: Fleet): string[] => [
  ...unreadable.map(({ file, problems }) => `${file}: is no pipeline: ${problems[0]?.path}: ${problems[0]?.message}`),
  `${pipelines.length} ${pipelines.length === 1 ? 'pipeline' : 'pipelines'}${pipelines.length === 0 ? '' : ': '}${called(pipelines, pipelines)}`,
  ...differences.flatMap(({ path, values }) => [
    `  ${path}`,
    ...values.map(
      (said) => `    ${called(said.pipelines, pipelines)}: ${said.value === undefined ? 'nothing' : JSON.stringify(said.value)}`,
    ),
  ]),
  ...(differences.length === 0 && pipelines.length > 1 ? ['  they do not differ'] : []),
];

/** A name that is there twice tells nothing, so its file stands beside it. */
const called = (some: readonly Member[], all: readonly Member[]): string =>
  some.map(({ name, file }) => (all.filter((one) => one.name === name).length === 1 ? name : `${name} (${file})`)).join(', ');
