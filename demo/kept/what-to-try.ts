import { addressesIn, views } from '../../local/web-ui';

interface Place {
  /** What a shell reads to find everything. */
  readonly join: string;
  /** The clone to work in. */
  readonly clone: string;
  readonly ui: string | undefined;
}

/** What a person can do with a demo that was left running. */
export const whatToTry = ({ join, clone, ui }: Place): string => `
Everything runs, and goes on until Ctrl-C. In another terminal:

  ${join}
  cd ${clone}

From then on \`slipway\` is the command, and each push to main becomes a change, whose id the push prints:

  push a change     git cherry-pick voucher && git push
  follow it         slipway watch CHANGE
  let it go on      slipway approve CHANGE --stage second --by rex@example.com --why 'the first wave looks good'
                    (Ada wrote it, so her own yes does not count: try --by ada@example.com)
  break something   git cherry-pick broken && git push
                    (its tests pass; the first one-box of production finds out, and it comes back)
  mend main         git revert --no-edit HEAD && git push
                    (or the next change carries the broken commit to production again)
  cancel            git cherry-pick rates && git push, then slipway cancel CHANGE --why 'wrong day'
                    (main still has it, so the next push brings it along)
  look              slipway status${ui === undefined ? '' : `, or in the Temporal Web UI: ${addressesIn(ui).list(views.changes)}`}

A branch is picked once; picked again it is empty, and git cherry-pick --skip goes on. For more, edit src/price.mjs, git commit -a,
git push: the clone adds Rex's review to each commit. The lines are for bash and zsh.
`;
