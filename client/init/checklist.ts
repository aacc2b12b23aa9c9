/** What is asked of each change in review: nothing after the merge waits for a person who would ask. `docs/writing-pipelines.md` shows the same. */
export const changeChecklist = `- [ ] It is correct: it does what its description says, and where something else fails it fails well.
- [ ] Its tests fail without it: unit tests here, integration tests where it talks to another service.
- [ ] What is new can be seen: each new metric has an alarm, and the pipeline's \`alarms\` name it.
- [ ] Old and new run side by side: each reads what the other writes and calls, and nothing is removed that the other still uses.
- [ ] It can be taken back at any moment: no step of it is one that yesterday's release could not live with. If one is, it is split in two changes.
`;

/** The description that a pull request begins with. */
export const pullRequestTemplate = `What changes for those who call the service, and why:


Nobody watches after the merge. Whoever reviews says yes to all of these:

${changeChecklist}`;
