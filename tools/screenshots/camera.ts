import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { errors, type Page } from 'playwright-core';

/** A page, and what must be on it before it is worth a picture. */
export interface Picture {
  readonly name: string;
  readonly address: string;
  readonly shows: readonly string[];
  /** Where the page has to be led first, by what a person would press. */
  readonly lead?: (page: Page) => Promise<void>;
}

/** Some pages are drawn once, when they are opened: what moves on is seen by opening them again. */
const patiently = { tries: 12, withinMs: 5_000 };

/** Takes pictures of pages that have drawn what they are to show; `folderOf` says where one of that name goes. */
export class Camera {
  constructor(
    private readonly page: Page,
    private readonly folderOf: (name: string) => string,
    private readonly patience = patiently,
  ) {}

  /** Takes one; rejects, and keeps what was to be seen instead, where the page never shows what it should. */
  async take({ name, address, shows, lead }: Picture): Promise<string> {
    const folder = this.folderOf(name);
    await mkdir(folder, { recursive: true });
    const path = join(folder, `${name}.png`);
    for (let left = this.patience.tries; left > 0; left--) {
      await this.page.goto(address);
      const missing = await this.missing(shows, lead);
      if (missing === undefined || left === 1) await this.page.screenshot({ path });
      if (missing === undefined) return path;
      if (left === 1) throw new Error(`${address} does not show "${missing}": ${path} shows what was there instead`);
    }
    return path;
  }

  /** Does as a person would on the page that was taken last. */
  async press(act: (page: Page) => Promise<void>): Promise<void> {
    await act(this.page);
  }

  private async missing(shows: readonly string[], lead: Picture['lead']): Promise<string | undefined> {
    try {
      await lead?.(this.page);
    } catch (err) {
      if (err instanceof errors.TimeoutError) return err.message;
      throw err;
    }
    for (const text of shows) if (!(await this.isSeen(text))) return text;
    return undefined;
  }

  private async isSeen(text: string): Promise<boolean> {
    const inFrame = this.page.frameLocator('#user-metadata-current-details').getByText(text); // where the Web UI draws markdown
    const waits = [this.page.getByText(text), inFrame].map((seen) =>
      seen.filter({ visible: true }).first().waitFor({ timeout: this.patience.withinMs }),
    );
    return await Promise.any(waits).then(() => true, isTooLate);
  }
}

/** Every place was waited at in vain: not there yet. What else went wrong is not hidden. */
function isTooLate(err: unknown): false {
  const other = err instanceof AggregateError ? err.errors.find((one) => !(one instanceof errors.TimeoutError)) : err;
  if (other !== undefined) throw other;
  return false;
}
