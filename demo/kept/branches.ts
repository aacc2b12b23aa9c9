import type { Edit, Repository } from '../repository/repository';

/** A branch of the sample that a person can bring to main with one `git cherry-pick`; none stands in another's way. */
interface Ready {
  readonly branch: string;
  readonly subject: string;
  readonly edit: Edit;
}

const ready: readonly Ready[] = [
  {
    branch: 'voucher',
    subject: 'Add a voucher for the autumn',
    edit: {
      file: 'src/price.mjs',
      from: '  SPRING20: { percentOff: 20 },\n',
      to: '  SPRING20: { percentOff: 20 },\n  AUTUMN15: { percentOff: 15 },\n',
    },
  },
  {
    // No voucher has an end yet and no test tries one, so every cart that brings one fails.
    branch: 'broken',
    subject: 'Let vouchers expire',
    edit: {
      file: 'src/price.mjs',
      from: "'voucher');\n",
      to: "'voucher');\n  if (voucher.until.getTime() < Date.now()) throw new WrongCart('the voucher has expired');\n",
    },
  },
  {
    branch: 'rates',
    subject: 'Take the newer rate of the krona',
    edit: { file: 'src/price.mjs', from: 'SEK: { rate: 11.42,', to: 'SEK: { rate: 11.38,' },
  },
];

/** Makes the branches that a person can try. */
export async function makeBranches(repository: Repository): Promise<void> {
  for (const { branch, subject, edit } of ready) await repository.branch(branch, () => repository.change(subject, [edit]));
}
