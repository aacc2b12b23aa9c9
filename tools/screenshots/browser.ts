import { CannotStart } from '../../local/process/cannot-start';
import { onPath } from '../../local/servers/temporal-executable';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The Chromium that is installed: what `CHROMIUM` names, else the first on the PATH. None is ever downloaded: it rejects with a sentence. */
export function browserIn({ CHROMIUM: named, PATH }: NodeJS.ProcessEnv): string {
  if (named) return named;
  const found = names.map((name) => onPath(name, PATH)).find((path) => path !== undefined);
  if (found !== undefined) return found;
  throw new CannotStart(
    `the pictures need a Chromium, and there is no ${names.join(', ')} on the PATH: install one, or name one in CHROMIUM`,
  );
}
