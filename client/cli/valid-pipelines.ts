import type { Pipeline } from '../../pipeline/model/pipeline';
import type { Checked } from '../check/check';
import { Refusal } from '../refusal';
import { lazy } from './lazy';
import { print } from './print';

/**
 * The pipelines of files for what is made only of those that can work. Where one has errors, the errors of all files are told, for programs
 * in the shape of `check --json`, and there are none.
 */
export async function validPipelines(files: readonly string[], options: { readonly json?: true }): Promise<readonly Pipeline[]> {
  const { checkFiles, passes, withoutPipeline } = lazy.check;
  // Each alone: two versions of one pipeline have one name, and are not two pipelines of a service.
  const checked = (await Promise.all(files.map((file) => checkFiles([file], {})))).flat();
  const broken = checked.filter((one) => !passes(one));
  if (broken.length === 0) return checked.flatMap(({ pipeline }) => (pipeline === undefined ? [] : [pipeline]));
  if (options.json !== true) throw new Refusal(1, broken.flatMap(errorLines).join('\n'));
  print(options, broken.map(withoutPipeline), () => '');
  process.exitCode = 1;
  return [];
}

const errorLines = ({ file, problems }: Checked): string[] =>
  lazy.reportLines.inWords({
    file,
    problems: problems.filter(({ level }) => level === 'error'),
    notChecked: [],
    exempt: [],
  });
