import type { ExamineOutcome } from '../../contract';
import type { Look } from './look';

/** What the looks at the targets of a Region, in the order of deployment, found in all. */
export function foundBy(looks: readonly Look[]): ExamineOutcome {
  const refused = looks.flatMap((look, at) => refusalOf(look, looks.slice(0, at)));
  if (refused.length > 0) return { kind: 'refused', because: [...new Set(refused)].join('; ') };
  const questions = looks.flatMap((look) => (look.kind === 'looked' ? look.questions : []));
  return {
    kind: 'clear',
    questions: [...new Map(questions.map((question) => [question.digest, question])).values()],
    notes: distinct(looks.flatMap(notesOf)),
    alarms: distinct(looks.flatMap((look) => (look.kind === 'looked' ? look.alarms : []))),
    hides: distinct(looks.flatMap((look) => ('hides' in look && look.hides ? [look.component] : []))),
  };
}

/** What is missing may come with an earlier target that changes; if none does, it stays missing. */
function refusalOf(look: Look, earlier: readonly Look[]): string[] {
  if (look.kind === 'refused') return [look.because];
  const canCome = earlier.some(({ kind }) => kind !== 'runs');
  return look.kind === 'later' && look.isMissing && !canCome ? [look.because] : [];
}

function notesOf(look: Look): readonly string[] {
  if (look.kind === 'later')
    return [`what a deployment does to ${look.stack} is known only when it begins: ${look.because}`, ...look.notes];
  return look.kind === 'looked' ? look.notes : [];
}

const distinct = (texts: readonly string[]): string[] => [...new Set(texts)];
