/** What a change waits for before it goes on, and what people can send, for the Temporal Web UI. */
import type { OpenQuestion, Progress } from '../messages/progress';
import { brief, minuteOf } from './table';

/** A line for the stage's own approval, each question with its rows, and what is in the way. */
export const waitLines = ({
  approval,
  questions = [],
  obstacle,
  outcome,
}: Pick<Progress, 'approval' | 'questions' | 'obstacle' | 'outcome'>): string[] =>
  outcome !== undefined
    ? []
    : [
        ...(approval === undefined ? [] : [`- **waits for approval**: ${whatToSend({ stage: approval })}`]),
        ...questions.flatMap(questionLines),
        ...(obstacle === undefined
          ? []
          : [
              `- **waits for a person** since ${minuteOf(obstacle.since)}: ${brief(obstacle.because)}`,
              '  - it looks again by itself, at the latest after ten minutes; at once on the update or signal `retry`: `{"by": "your name", "why": "what you fixed"}`',
            ]),
      ];

const questionLines = ({ stage, component, rows, rowsId, waitsFor, since, expires }: OpenQuestion): string[] => [
  `- **waits for an answer** about component \`${component}\`, from ${minuteOf(since)} to ${minuteOf(expires)}; ${brief(waitsFor)}`,
  ...rows.map((row) => `  - ${brief(row)}`),
  `  - ${whatToSend({ stage, component, ...(rowsId !== undefined && { rows: rowsId }) })}`,
];

const whatToSend = (subject: { readonly stage: string; readonly component?: string; readonly rows?: string }): string =>
  `send the update or signal \`approve\` or \`reject\`: \`${JSON.stringify({ by: 'your name', ...subject, why: 'the reason' })
    .replaceAll('":', '": ')
    .replaceAll(',"', ', "')}\``;
