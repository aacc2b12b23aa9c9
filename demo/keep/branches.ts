import type { Edit, Repository } from '../repository/repository';

/** A branch with one commit for `git cherry-pick`. The branches do not conflict with each other. */
interface SampleBranch {
  readonly branch: string;
  readonly subject: string;
  readonly edit: Edit;
}

const sampleBranches: readonly SampleBranch[] = [
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
    // No voucher has an end date yet and no test uses a voucher, so every cart with a voucher fails.
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

/** Creates the branches that a person can pick. */
export async function createBranches(repository: Repository): Promise<void> {
  for (const { branch, subject, edit } of sampleBranches)
    await repository.branch(branch, () => repository.change(subject, [edit]));
}
