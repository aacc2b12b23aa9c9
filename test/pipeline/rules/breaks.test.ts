import fc from 'fast-check';
import { applyRules, builtInRules } from '../../../pipeline/rules/problems';
import { flawlessPipeline, type Sample } from '../builders/flawless-pipeline';
import { breaks } from './breaks';

const check = ({ pipeline, ...known }: Partial<Sample> & Pick<Sample, 'pipeline'>) => applyRules(pipeline, known);

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

/** A sample with only what a rule needs beside the pipeline: without the templates a check takes a twentieth of the time. */
const onlyNeeded = ({ pipeline, ...known }: Sample, rule: string): Partial<Sample> & Pick<Sample, 'pipeline'> => {
  const needs = builtInRules.find(({ name }) => name === rule)?.needs ?? 'nothing';
  return { pipeline, ...(needs !== 'nothing' && { [needs]: known[needs] }) };
};

test.each(Object.entries(breaks))('rule %s reports what breaks it in any flawless pipeline', (rule, broken) => {
  fc.assert(
    fc.property(flawlessPipeline, (sample) => {
      const found = check(onlyNeeded(broken(sample), rule)).problems.filter((problem) => problem.rule === rule);
      expect(found).not.toEqual([]);
      for (const { path, message } of found) expect(`${path}: ${message}`).toMatch(/^\S.*: [^A-Z ].*[^.]$/s);
    }),
    { numRuns: 10 },
  );
});
