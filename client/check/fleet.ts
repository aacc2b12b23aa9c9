/** Where the pipelines below a folder differ: a team's ways, and who goes them. */
import { type FleetDifference, fleetDifferences } from '../../pipeline/fleet';
import { type Checked, readOrSay } from './check';
import { pipelineFilesIn } from './files';

export interface Fleet {
  /** By name. A pipeline whose times are shortened is a demo of another, and is left out. */
  readonly pipelines: readonly string[];
  readonly differences: readonly FleetDifference[];
  /** Files that are no pipelines, though they are called so. */
  readonly unreadable: readonly Pick<Checked, 'file' | 'problems'>[];
}

/** Reads every pipeline file below a folder and compares them. */
export async function fleetIn(folder: string): Promise<Fleet> {
  const files = await pipelineFilesIn(folder);
  const reads = await Promise.all(files.map(async (file) => ({ file, read: await readOrSay(file) })));
  const pipelines = reads
    .flatMap(({ read }) => (read.kind === 'pipeline' ? [read.pipeline] : []))
    .filter(({ timing }) => timing === undefined);
  return {
    pipelines: pipelines.map(({ name }) => name),
    differences: fleetDifferences(pipelines),
    unreadable: reads.flatMap(({ file, read }) => (read.kind === 'problems' ? [{ file, problems: read.problems }] : [])),
  };
}

/** A comparison as lines for people. */
export const fleetInWords = ({ pipelines, differences, unreadable }: Fleet): string[] => [
  ...unreadable.map(({ file, problems }) => `${file}: is no pipeline: ${problems[0]?.path}: ${problems[0]?.message}`),
  `${pipelines.length} ${pipelines.length === 1 ? 'pipeline' : 'pipelines'}: ${pipelines.join(', ')}`,
  ...differences.flatMap(({ path, values }) => [
    `  ${path}`,
    ...values.map(
      (said) => `    ${said.pipelines.join(', ')}: ${said.value === undefined ? 'nothing' : JSON.stringify(said.value)}`,
    ),
  ]),
  ...(differences.length === 0 && pipelines.length > 1 ? ['  they do not differ'] : []),
];
