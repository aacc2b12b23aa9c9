/** With an approval that nobody can give, every change would wait until it expires. */
import { parseDuration } from '../../model/duration';
import type { Approval } from '../../model/pipeline';
import { longestMs } from '../definition/durations';
import { error, type Find, type Finding, quoted, type Rule, warning } from '../rule';
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
      ? [{ path: 'approvers', message: 'is empty, so nobody could approve: name at least one person' }]
      : []),
    ...(names.has('') || names.size < approvers.length
      ? [{ path: 'approvers', message: 'has a name that is empty or listed twice: name each person once' }]
      : []),
    ...(!Number.isInteger(count) || count < 1
      ? [{ path: 'count', message: `${count} is not a number of people: write 1 or more` }]
      : []),
    ...(approvers.length > 0 && count > names.size
      ? [{ path: 'count', message: `${count} is more than the ${names.size} approvers: name more people, or ask for fewer` }]
      : []),
    ...(ms === undefined || ms === 0 || ms > longestMs
      ? [
          {
            path: 'expires',
            message: `${quoted(expires)} is not a time limit: write a number and a unit, as in 24h, at most a year`,
          },
        ]
      : []),
  ];
}

/** Nobody may approve their own change, so if all approvers are needed, none of them can get a change through. */
const somebodyElse: Find = (pipeline) =>
  stagesOf(pipeline).flatMap(({ path, part: { approval } }) =>
    approval === undefined || approval.approvers.length === 0 || approval.count !== approval.approvers.length
      ? []
      : [
          {
            path: `${path}/approval/approvers`,
            message: `all of ${approval.approvers.join(', ')} must approve, and nobody may approve their own change, so their own changes could not pass: name one more`,
          },
        ],
  );

export const approvals: readonly Rule[] = [
  error('approval-that-nobody-can-give', approvalsCanBeGiven),
  warning('every-approver-needed', somebodyElse),
];
