import fc from 'fast-check';
import { ownRules, review } from '../../../pipeline/rules/problems';
import { flawlessPipeline, type Sample } from '../builders/flawless-pipeline';
import { breaks } from './breaks';

const look = ({ pipeline, ...known }: Partial<Sample> & Pick<Sample, 'pipeline'>) => review(pipeline, known);

test('of a pipeline of which nothing is wrong nothing is told, and everything was looked at', () => {
  fc.assert(
    fc.property(flawlessPipeline, (sample) => {
      const { problems, notChecked, exempt } = look(sample);
      expect(problems.filter(({ level }) => level !== 'notYet')).toEqual([]);
      expect([...notChecked, ...exempt]).toEqual([]);
    }),
    { numRuns: 40 },
  );
});

test('there is a way to break each rule', () => {
  expect(Object.keys(breaks).sort()).toEqual(ownRules.map(({ name }) => name).sort());
});

/** A sample with only what a rule needs beside the pipeline: without templates a review takes a twentieth of the time. */
const onlyNeeded = ({ pipeline, ...known }: Sample, rule: string): Partial<Sample> & Pick<Sample, 'pipeline'> => {
  const needs = ownRules.find(({ name }) => name === rule)?.needs ?? 'nothing';
  return { pipeline, ...(needs !== 'nothing' && { [needs]: known[needs] }) };
};

test.each(Object.entries(breaks))('whatever breaks %s is told, whatever else the pipeline says', (rule, broken) => {
  fc.assert(
    fc.property(flawlessPipeline, (sample) => {
      const found = look(onlyNeeded(broken(sample), rule)).problems.filter((problem) => problem.rule === rule);
      expect(found).not.toEqual([]);
      for (const { path, message } of found) expect(`${path}: ${message}`).toMatch(/^\S.*: [^A-Z ].*[^.]$/s);
    }),
    { numRuns: 10 },
  );
});
