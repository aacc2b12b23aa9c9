import type { Page } from 'playwright-core';
import type { VoteCommand } from '../../workflows/messages/messages';

/** Opens a workflow page's form for an update, and in it the list of what can be said. */
export async function whatCanBeSaid(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'More Actions' }).click();
  await page.getByRole('menuitem', { name: 'Send an Update' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Select an Update' }).click();
}

/** Opens the form and fills it in, as a person would who approves; it is not sent yet. */
export const approving =
  (word: VoteCommand) =>
  async (page: Page): Promise<void> => {
    await whatCanBeSaid(page);
    await page
      .getByRole('option', { name: /^approve\b/ })
      .first()
      .click();
    await page.getByRole('listbox').waitFor({ state: 'hidden' }); // it would cover the form, and take the next click
    const data = page.getByRole('textbox', { name: 'Data' });
    await data.fill(JSON.stringify(word));
    await data.blur(); // the field lays its text out when it is left, and everything below it moves
  };

/** Sends what was filled in. */
export async function send(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Submit' }).filter({ visible: true }).click();
  await page.getByRole('dialog').filter({ visible: true }).waitFor({ state: 'hidden' });
}
