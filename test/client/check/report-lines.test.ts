import { reportLines } from '../../../client/check/report-lines';

describe('the report on a file', () => {
  const problem = (level: 'error' | 'warning' | 'notYet' | 'hint', rule: string) => ({
    path: 'queue',
    message: 'no',
    level,
    rule,
  });

  test('has the most severe problems first, then the rules that were not checked and those it is exempt from', () => {
    const lines = reportLines({
      file: 'a.ts',
      problems: [
        problem('hint', 'd'),
        problem('notYet', 'c'),
        problem('error', 'a'),
        problem('warning', 'b'),
        problem('error', 'e'),
      ],
      notChecked: [
        { rule: 't', needs: 'templates' },
        { rule: 'o', needs: 'otherPipelines' },
        { rule: 'u', needs: 'templates' },
      ],
      notSeen: [
        { path: 'components/api/template', because: 'Fn::ForEach::Alarms', rules: ['t', 'u'] },
        { path: 'components/api/template/Parameters/Name', because: 'its AllowedPattern needs Java', rules: ['v'] },
        { path: 'components/table/template', because: 'nested stack Table', rules: ['t', 'u'] },
      ],
      exempt: ['short'],
    });
    expect(lines).toEqual([
      'a.ts: 2 errors, 1 warning, 1 not done yet, 1 hint',
      '  error         queue: no  (a)',
      '  error         queue: no  (e)',
      '  warning       queue: no  (b)',
      '  not done yet  queue: no  (c)',
      '  hint          queue: no  (d)',
      '  not checked because not all templates are there to read (build or correct them, or use --templates): t, u',
      '  not checked because the service’s other pipelines are not known (name their files too): o',
      '  not checked in full, because only AWS can read all of components/api/template (Fn::ForEach::Alarms) and components/table/template (nested stack Table): t, u',
      '  not checked in full, because only AWS can read all of components/api/template/Parameters/Name (its AllowedPattern needs Java): v',
      '  exempt, because its times are shortened: short',
    ]);
  });

  test('is one line if there are no problems', () => {
    expect(reportLines({ file: 'a.ts', problems: [], notChecked: [], notSeen: [], exempt: [] })).toEqual(['a.ts: no problems']);
  });
});
