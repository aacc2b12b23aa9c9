import { CannotStart } from '../../local/process/cannot-start';
import { findOnPath } from '../../local/servers/temporal-executable';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The path of Chromium: what `CHROMIUM` names, else the first on the PATH. Nothing is downloaded: throws {@link CannotStart} if there is none. */
export function findBrowser({ CHROMIUM: named, PATH }: NodeJS.ProcessEnv): string {
  if (named) return named;
  const found = names.map((name) => findOnPath(name, PATH)).find((path) => path !== undefined);
  if (found !== undefined) return found;
  throw new CannotStart(
    `screenshots need Chromium, but none of ${names.join(', ')} is on the PATH: install one, or set CHROMIUM to its path`,
  );
}
