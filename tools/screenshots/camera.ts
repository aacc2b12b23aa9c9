import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { errors, type Page } from 'playwright-core';

/** A page, and the texts that must be visible before the picture is taken. */
export interface Picture {
  readonly name: string;
  readonly address: string;
  readonly shows: readonly string[];
  /** Clicks and input before the picture. */
  readonly prepare?: (page: Page) => Promise<void>;
}

/** Some pages show only their state at the time of loading, so they are loaded again for each try. */
const defaultLimits = { tries: 12, timeoutMs: 5_000 };

/** Takes screenshots of pages once the expected texts are visible. `folderOf` gives the folder of a picture, by its name. */
export class Camera {
  constructor(
    private readonly page: Page,
    private readonly folderOf: (name: string) => string,
    private readonly limits = defaultLimits,
  ) {}

  /** Takes one picture. If an expected text never appears, saves what the page shows instead, and rejects. */
  async take({ name, address, shows, prepare }: Picture): Promise<string> {
    const folder = this.folderOf(name);
    await mkdir(folder, { recursive: true });
    const path = join(folder, `${name}.png`);
    for (let left = this.limits.tries; left > 0; left--) {
      await this.page.goto(address);
      const missing = await this.missing(shows, prepare);
      if (missing === undefined || left === 1) await this.page.screenshot({ path });
      if (missing === undefined) return path;
      if (left === 1) throw new Error(`${address} does not show "${missing}": ${path} shows what is there instead`);
    }
    return path;
  }

  /** Clicks and types on the page that was taken last. */
  async interact(act: (page: Page) => Promise<void>): Promise<void> {
    await act(this.page);
  }

  /** The first text that is not visible. */
  private async missing(shows: readonly string[], prepare: Picture['prepare']): Promise<string | undefined> {
    try {
      await prepare?.(this.page);
    } catch (err) {
      if (err instanceof errors.TimeoutError) return err.message;
      throw err;
    }
    for (const text of shows) if (!(await this.isVisible(text))) return text;
    return undefined;
  }

  private async isVisible(text: string): Promise<boolean> {
    const inFrame = this.page.frameLocator('#user-metadata-current-details').getByText(text); // the Web UI renders Markdown in a frame
    const waits = [this.page.getByText(text), inFrame].map((locator) =>
      locator.filter({ visible: true }).first().waitFor({ timeout: this.limits.timeoutMs }),
    );
    return await Promise.any(waits).then(() => true, falseIfTimeouts);
  }
}

/** Time-outs mean that the text is not visible; rethrows any other error. */
function falseIfTimeouts(err: unknown): false {
  const other = err instanceof AggregateError ? err.errors.find((one) => !(one instanceof errors.TimeoutError)) : err;
  if (other !== undefined) throw other;
  return false;
}
