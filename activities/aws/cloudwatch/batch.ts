type Answer<A> = A | Promise<A | undefined> | undefined;

/**
 * Gathers what is asked within a short window and answers all of it with one call: however many bakes look at the same moment, the number
 * of calls stays that of one.
 */
export function batched<Q, A>(
  windowMs: number,
  answerAll: (questions: readonly Q[]) => Promise<readonly A[]>,
): (question: Q) => Promise<A> {
  let open: { readonly questions: Q[]; readonly answers: Promise<readonly Answer<A>[]> } | undefined;
  return async (question) => {
    open ??= gather();
    const index = open.questions.push(question) - 1;
    const answer = await (await open.answers)[index];
    if (answer === undefined) throw new Error('a batch answered less than it was asked');
    return answer;
  };

  function gather() {
    const questions: Q[] = [];
    const answers = new Promise((go) => setTimeout(go, windowMs)).then((): Promise<readonly Answer<A>[]> => {
      open = undefined;
      return answerAll(questions).catch((err) => {
        if (questions.length === 1) throw err;
        return questions.map((question) => answerAll([question]).then(([answer]) => answer)); // one bad question must not blind the others
      });
    });
    return { questions, answers };
  }
}
