import { answerCommand } from '../../pipeline/gates/question';
import { isOpen } from '../../pipeline/model/standing';
import type { OpenQuestion } from '../../workflows/messages/progress';
import type { ChangeTree } from './tree';

/** What a change waits for before it goes on, since when and until when, and what to type; then what to know before its first touch. */
export function waitLines({ change, approval, questions = [], obstacle, outcome, stages }: ChangeTree): string[] {
  if (outcome !== undefined) return [];
  return [
    ...(approval === undefined ? [] : [`  to approve: slipway approve ${change} --stage ${approval} --by … --why …`]),
    ...questions.flatMap((question) => questionLines(change, question)),
    ...(obstacle === undefined
      ? []
      : [
          `  waits for a person since ${minuteOf(obstacle.since)} UTC: ${obstacle.because}`,
          `    it looks again by itself, at the latest after ten minutes; to look at once: slipway retry ${change} --why …`,
        ]),
    ...noteLines(stages),
  ];
}

function questionLines(change: string, question: OpenQuestion): string[] {
  const { stage, component, rows, waitsFor, since, expires } = question;
  return [
    `  asks about component ${component} of stage ${stage} since ${minuteOf(since)} UTC, until ${minuteOf(expires)}: ${waitsFor}`,
    ...rows.map((row) => `    ${row}`),
    `    to allow it: ${answerCommand({ change, stage }, question)}`,
    '    to forbid it: slipway reject, with the same options',
  ];
}

const noteLines = (stages: ChangeTree['stages']): string[] =>
  stages
    .filter(({ standing }) => isOpen(standing))
    .flatMap(({ name, notes = [] }) => notes.map((note) => `  note on stage ${name}: ${note}`));

const minuteOf = (iso: string): string => iso.slice(0, 16).replace('T', ' ');
