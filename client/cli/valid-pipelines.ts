import type { Pipeline } from '../../pipeline/model/pipeline';
import type { Checked } from '../check/check';
import { Refusal } from '../refusal';
import { lazy } from './lazy';
import { print } from './print';

/**
 * Reads the pipelines of files that must not have errors. If one has, it reports the errors of all files, for programs in the shape of
 * `check --json`, and returns none.
 */
export async function validPipelines(files: readonly string[], options: { readonly json?: true }): Promise<readonly Pipeline[]> {
  const { checkFiles, passes, withoutPipeline } = lazy.check;
  // One by one: two versions of one pipeline have the same name, and together they would be two pipelines with one name.
  const checked = (await Promise.all(files.map((file) => checkFiles([file], {})))).flat();
  const invalid = checked.filter((one) => !passes(one));
  if (invalid.length === 0) return checked.flatMap(({ pipeline }) => (pipeline === undefined ? [] : [pipeline]));
  if (options.json !== true) throw new Refusal(1, invalid.flatMap(errorLines).join('\n'));
  print(options, invalid.map(withoutPipeline), () => '');
  process.exitCode = 1;
  return [];
}

const errorLines = ({ file, problems }: Checked): string[] =>
  lazy.report.reportLines({
    file,
    problems: problems.filter(({ level }) => level === 'error'),
    notChecked: [],
    exempt: [],
  });
