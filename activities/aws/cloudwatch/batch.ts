type Answer<A> = A | Promise<A | undefined> | undefined;

/**
 * Collects the questions of a short window and answers them with one call of `answerAll`, so that many bakes that look at the same moment
 * cost no more calls than one. If the shared call fails, each question is asked alone.
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
    if (answer === undefined) throw new Error('a batch has fewer answers than questions');
    return answer;
  };

  function gather() {
    const questions: Q[] = [];
    const answers = new Promise((resolve) => setTimeout(resolve, windowMs)).then((): Promise<readonly Answer<A>[]> => {
      open = undefined;
      return answerAll(questions).catch((err) => {
        if (questions.length === 1) throw err;
        return questions.map((question) => answerAll([question]).then(([answer]) => answer)); // one bad question must not fail the others
      });
    });
    return { questions, answers };
  }
}
