import fc from 'fast-check';
import { applyRules, builtInRules } from '../../../pipeline/rules/problems';
import { flawlessPipeline, type Sample } from '../builders/flawless-pipeline';
import { breaks } from './breaks';

const check = ({ pipeline, ...known }: Sample) => applyRules(pipeline, known);

test('a flawless pipeline has no problems, and every rule is checked', () => {
  fc.assert(
    fc.property(flawlessPipeline, (sample) => {
      const { problems, notChecked, exempt } = check(sample);
      expect(problems.filter(({ level }) => level !== 'notYet')).toEqual([]);
      expect([...notChecked, ...exempt]).toEqual([]);
    }),
    { numRuns: 40 },
  );
});

test('each rule has a sample that breaks it', () => {
  expect(Object.keys(breaks).sort()).toEqual(builtInRules.map(({ name }) => name).sort());
});

test.each(Object.entries(breaks))('rule %s reports what breaks it in any flawless pipeline', (rule, broken) => {
  fc.assert(
    fc.property(flawlessPipeline, (sample) => {
      const found = check(broken(sample)).problems.filter((problem) => problem.rule === rule);
      expect(found).not.toEqual([]);
      for (const { path, message } of found) expect(`${path}: ${message}`).toMatch(/^\S.*: [^A-Z ].*[^.]$/s);
    }),
    { numRuns: 10 },
  );
});
