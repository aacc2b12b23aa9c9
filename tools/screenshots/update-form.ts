import type { Page } from 'playwright-core';
import type { VoteCommand } from '../../workflows/messages/commands';

/** Opens the form for an update on a workflow's page, and its list of updates. */
export async function openUpdateList(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'More Actions' }).click();
  await page.getByRole('menuitem', { name: 'Send an Update' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Select an Update' }).click();
}

/** Opens the form and fills in an approval, without sending it. */
export const fillInApproval =
  (vote: VoteCommand) =>
  async (page: Page): Promise<void> => {
    await openUpdateList(page);
    await page
      .getByRole('option', { name: /^approve\b/ })
      .first()
      .click();
    await page.getByRole('listbox').waitFor({ state: 'hidden' }); // it covers the form and would take the next click
    const data = page.getByRole('textbox', { name: 'Data' });
    await data.fill(JSON.stringify(vote));
    await data.blur(); // the field reformats its text when it loses the focus, and everything below it moves
  };

/** Sends the form. */
export async function sendUpdate(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Submit' }).filter({ visible: true }).click();
  await page.getByRole('dialog').filter({ visible: true }).waitFor({ state: 'hidden' });
}
