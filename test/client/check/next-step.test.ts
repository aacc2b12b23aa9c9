import { type CheckOptions, checkFiles } from '../../../client/check/check';
import { reportLines } from '../../../client/check/report-lines';
import { aPipeline } from '../../pipeline/builders/a-pipeline';
import { aFileFolder } from '../a-file-folder';

const { file } = aFileFolder();
const good = file('good.json', aPipeline());

describe('a check with --next', () => {
  test('reports what the next rung needs', async () => {
    const early = file('early.json', aPipeline({ rung: 'build', stages: [] }));
    const [first, last] = await checkFiles([early, good], { next: true });
    expect(first && reportLines(first)).toContainEqual(expect.stringMatching(/^ {2}the next rung is test: /));
    expect(first?.next?.steps.at(-1)).toMatch(/^rung: write 'test'/);
    expect(last && reportLines(last)).toContain('  it claims the last rung: there is no next step');
    expect((await checkFiles([early], {})).map(({ next }) => next)).toEqual([undefined]);
  });

  test('reports a problem that is also a step only once, as the step', async () => {
    const early = file('step.json', aPipeline({ rung: 'build', stages: [] }));
    const hints = async (options: CheckOptions) => {
      const lines = (await checkFiles([early], options)).flatMap(reportLines);
      return { lines, hints: lines.filter((line) => line.startsWith('  hint')) };
    };
    const [all, rest] = [await hints({}), await hints({ next: true })];
    const [checked] = await checkFiles([early], { next: true });
    const steps = checked?.next?.steps ?? [];
    const isNextStep = (hint: string) => steps.some((step) => hint.includes(`  ${step}  (`));
    expect(all.hints.filter(isNextStep)).not.toEqual([]);
    expect(rest.hints).toEqual(all.hints.filter((hint) => !isNextStep(hint)));
    expect(rest.lines[0]).toMatch(new RegExp(`(${rest.hints.length} hints?|no problems)$`));
    for (const step of steps) expect(rest.lines.filter((line) => line.includes(step))).toEqual([`    ${step}`]);
  });

  test('says to fix errors before any other step', async () => {
    const wrong = { ...aPipeline({ rung: 'build', stages: [] }), name: 'Check Out' };
    const [one] = await checkFiles([file('with-errors.json', wrong)], { next: true });
    expect(one?.next?.steps[0]).toBe('first fix the error above');
    const [two] = await checkFiles([file('with-errors.json', { ...wrong, service: 'Shop Window' })], { next: true });
    expect(two?.next?.steps[0]).toMatch(/^first fix the \d errors above$/);
  });
});
