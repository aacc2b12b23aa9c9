/** What reviewers confirm for each change, because nobody asks after the merge. `docs/writing-pipelines.md` shows the same text. */
export const changeChecklist = `- [ ] It is correct: it does what its description says, and handles the failures of everything that it calls.
- [ ] Its tests fail without it: unit tests here, integration tests where it talks to another service.
- [ ] New behaviour is observable: each new metric has an alarm, and the pipeline's \`alarms\` names it.
- [ ] Old and new can run side by side: each reads what the other writes and calls, and nothing is removed that the other still uses.
- [ ] It can be rolled back at any time: yesterday's release works after every step of it. If it would not, split it into two changes.
`;

/** The initial description of a pull request. */
export const pullRequestTemplate = `What changes for the callers of the service, and why:


Nobody watches after the merge. The reviewer confirms all of these:

${changeChecklist}`;
