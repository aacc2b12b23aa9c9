/** An approval that nobody can give would hold every change up until it expires. */
import { parseDuration } from '../../model/duration';
import type { Approval } from '../../model/pipeline';
import { longestMs } from '../definition/durations';
import { error, type Find, type Finding, type Rule, warning } from '../rule';
import { stagesOf } from '../walk';

const approvalsCanBeGiven: Find = (pipeline) =>
  stagesOf(pipeline).flatMap(({ path, part: { approval } }) =>
    approval === undefined
      ? []
      : problemsOf(approval).map((problem) => ({ ...problem, path: `${path}/approval/${problem.path}` })),
  );

function problemsOf({ approvers, count, expires }: Approval): Finding[] {
  const names = new Set(approvers.map((name) => name.trim().toLowerCase()));
  const ms = parseDuration(expires);
  return [
    ...(approvers.length === 0
      ? [{ path: 'approvers', message: 'there is none, so nobody could approve: name at least one' }]
      : []),
    ...(names.has('') || names.size < approvers.length
      ? [{ path: 'approvers', message: 'an empty name, or one that stands twice: name each person once' }]
      : []),
    ...(!Number.isInteger(count) || count < 1
      ? [{ path: 'count', message: `${count} is no number of people: write 1 or more` }]
      : []),
    ...(approvers.length > 0 && count > names.size
      ? [{ path: 'count', message: `${count} of ${names.size} approvers cannot be: name more people, or ask for fewer` }]
      : []),
    ...(ms === undefined || ms === 0 || ms > longestMs
      ? [
          {
            path: 'expires',
            message: `${JSON.stringify(expires)} is no time to wait: write a number and a unit, as in 24h, and at most a year`,
          },
        ]
      : []),
  ];
}

/** Nobody approves of their own change, so where all are needed none of them can merge one. */
const somebodyElse: Find = (pipeline) =>
  stagesOf(pipeline).flatMap(({ path, part: { approval } }) =>
    approval === undefined || approval.approvers.length === 0 || approval.count !== approval.approvers.length
      ? []
      : [
          {
            path: `${path}/approval/approvers`,
            message: `${approval.approvers.join(', ')}: nobody approves of their own change, so what ${approval.count === 1 ? 'that one merges' : 'one of them merges'} would wait until it expires: name one more`,
          },
        ],
  );

export const approvals: readonly Rule[] = [
  error('approval-that-nobody-can-give', approvalsCanBeGiven),
  warning('every-approver-needed', somebodyElse),
];
