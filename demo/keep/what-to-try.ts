import { addressesIn, views } from '../../local/web-ui';

interface Places {
  /** Makes `slipway` a command in a shell, as in `. ./slipway.env`. */
  readonly sourceCommand: string;
  /** The clone to work in. */
  readonly clone: string;
  readonly ui: string | undefined;
}

/** What a person can try on a demo that keeps running. */
export const whatToTry = ({ sourceCommand, clone, ui }: Places): string => `
Everything runs until Ctrl-C. In another terminal:

  ${sourceCommand}
  cd ${clone}

There, \`slipway\` is a command, and each push to main becomes a change. The push prints the change's id.

  push a change     git cherry-pick voucher && git push
  follow it         slipway watch CHANGE
  approve it        slipway approve CHANGE --stage second --by rex@example.com --why 'the first wave looks good'
                    (Ada is the author, so her own approval does not count: try --by ada@example.com)
  break something   git cherry-pick broken && git push
                    (its tests pass; the first one-box of production fails, and Slipway rolls it back)
  fix main          git revert --no-edit HEAD && git push
                    (otherwise the next change carries the broken commit to production again)
  cancel            git cherry-pick rates && git push, then slipway cancel CHANGE --why 'wrong day'
                    (the commit stays on main, so the next push carries it)
  look around       slipway status${ui === undefined ? '' : `, or the Temporal Web UI: ${addressesIn(ui).list(views.changes)}`}

Each branch can be picked once; a second pick is empty, and git cherry-pick --skip ends it. For your own changes, edit src/price.mjs,
then git commit -a and git push: a hook in the clone adds Rex's review to each commit. These commands work in bash and zsh.
`;
