import { short } from '../model/ids';

/** A question that only a person can answer before a component is deployed, because CloudFormation itself cannot tell what will happen. */
export interface Question {
  readonly component: string;
  /** What it is about: rows of a change set or missing alarms, each a sentence in lower case without a full stop. */
  readonly rows: readonly string[];
  /** `sha256-…` of the component and the rows without Region and zone: an answer counts wherever the same rows appear in the stage. */
  readonly digest: string;
}

/** A question as one sentence without a full stop: `component table: Orders (AWS::DynamoDB::Table) in us-west-2 may be replaced`. */
export const describeQuestion = ({ component, rows }: Question): string => `component ${component}: ${rows.join('; ')}`;

/**
 * Each digest once, in the order given, without those that people have allowed. A stage of many Regions asks about the same rows in each, so
 * the rows of one place stand for all, and a last row counts the other places.
 */
export function openQuestions(questions: readonly Question[], allowed: readonly string[]): Question[] {
  const digests = [...new Set(questions.map(({ digest }) => digest))].filter((digest) => !allowed.includes(digest));
  return digests.flatMap((digest) => {
    const [first, ...others] = questions.filter((question) => question.digest === digest);
    if (first === undefined) return [];
    const more = new Set(others.map(({ rows }) => rows.join('\n')).filter((rows) => rows !== first.rows.join('\n'))).size;
    const row = `the same in ${more} more ${more === 1 ? 'place' : 'places'} of the stage`;
    return [{ ...first, rows: more === 0 ? first.rows : [...first.rows, row] }];
  });
}

/** A question about a component. `rowsId` must be in its answer if people were asked about other rows of that component before. */
export interface NamedQuestion {
  readonly component: string;
  readonly rowsId?: string;
}

/** Names the rows of a question in an answer: the first characters of its digest. */
export const rowsIdOf = ({ digest }: Pick<Question, 'digest'>): string => short(digest);

/** The command that allows what is asked about a component; `reject` takes the same options. */
export const answerCommand = ({ change, stage }: Where, { component, rowsId }: NamedQuestion): string =>
  `slipway approve ${change} --stage ${stage} --component ${component}${rowsId === undefined ? '' : ` --rows ${rowsId}`} --why …`;

/** What people can do about questions, as a sentence in the words of the command line and of the Web UI. */
export function answerAdvice(where: Where, questions: readonly NamedQuestion[]): string {
  const run = [...new Set(questions.map((question) => `\`${answerCommand(where, question)}\``))].join(' and ');
  const fields = questions.some(({ rowsId }) => rowsId !== undefined) ? '"component" and "rows"' : '"component"';
  return `To allow it, run ${run}; to forbid it, \`slipway reject\` with the same options; or send the signal or update "approve" or "reject" with ${fields} to the change`;
}

interface Where {
  readonly change: string;
  readonly stage: string;
}
