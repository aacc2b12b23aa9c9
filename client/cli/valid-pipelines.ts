import type { Pipeline } from '../../pipeline/model/pipeline';
import type { Templates } from '../../pipeline/templates/templates';
import type { Checked, CheckOptions } from '../check/check';
import { Refusal } from '../refusal';
import { lazy } from './lazy';
import { print } from './print';

/** A pipeline without errors, with its templates if all were found. */
export interface ValidPipeline {
  readonly pipeline: Pipeline;
  readonly templates?: Templates;
}

type Options = Pick<CheckOptions, 'templates' | 'withoutTemplates'> & { readonly json?: true };

/**
 * Reads the pipelines of files that must not have errors. If one has, it reports the errors of all files, for programs in the shape of
 * `check --json`, and returns none.
 */
export async function validPipelines(files: readonly string[], options: Options): Promise<readonly ValidPipeline[]> {
  const { checkFiles, passes, withoutPipeline } = lazy.check;
  // One by one: two versions of one pipeline have the same name, and together they would be two pipelines with one name.
  const checked = (await Promise.all(files.map((file) => checkFiles([file], options)))).flat();
  const invalid = checked.filter((one) => !passes(one));
  if (invalid.length === 0)
    return checked.flatMap(({ pipeline, templates }) =>
      pipeline === undefined ? [] : [{ pipeline, ...(templates && { templates }) }],
    );
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
    notSeen: [],
    exempt: [],
  });
